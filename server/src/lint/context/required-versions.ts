/** Which version of its language a project asks for, by the files that say so. */
import { Range, type Range as SemverRange } from 'semver';
import type { Tool } from '../facts/toolchains';
import { BoundedMap } from '../text/bounded-map';
import { once } from '../text/once';
import { tomlValue } from '../text/toml-value';

export interface RequiredVersion {
  /** Ranges of npm's grammar. Where another grammar is stricter, this is the wider range: what it does not allow is certainly not allowed. */
  readonly range: SemverRange;
  /** As the file says it. */
  readonly written: string;
}

export interface VersionFile {
  readonly name: string;
  /** `requires`: tools check it. `names`: the version that the project is developed with. */
  readonly kind: 'requires' | 'names';
  /** Undefined where the file says nothing, or nothing that can be judged. `beside` gives the text of another file in its directory. */
  read(text: string, beside: (name: string) => string | undefined): RequiredVersion | undefined;
}

export interface Toolset {
  readonly label: string;
  /** Programs that read the files below in the directory they run in. */
  readonly programs: RegExp;
  /** Its programs also look for the files in the directories above. */
  readonly upwards: boolean;
  /** In the text of a RUN: another version comes from elsewhere, or the check is switched off. */
  readonly replaced: RegExp;
  /** The first that says something decides. */
  readonly files: readonly VersionFile[];
}

const managers = String.raw`\b(?:asdf|mise|rtx|nix(?:-env)?)\b`;

export const toolsets: Readonly<Record<Tool, Toolset>> = {
  node: {
    label: 'Node.js', upwards: false,
    programs: /^(?:node|npm|npx|yarn|yarnpkg|pnpm|corepack)$/,
    replaced: new RegExp(`${managers}|\\b(?:nvm|fnm|volta|nodesource|nodeenv)\\b|\\bn (?:lts|latest|stable|v?\\d)|ignore-engines`),
    files: [
      { name: 'package.json', kind: 'requires', read: (text) => npmRange(jsonString(text, 'engines', 'node')) },
      { name: '.nvmrc', kind: 'names', read: (text) => series(text, 1) },
      { name: '.node-version', kind: 'names', read: (text) => series(text, 1) },
    ],
  },
  python: {
    label: 'Python', upwards: false,
    programs: /^(?:python3?|pip3?|poetry|pipenv|pdm|flit|hatch)$/,
    // uv fetches a Python of its own where the one that is there does not do.
    replaced: new RegExp(`${managers}|\\b(?:uv|uvx|pyenv|conda|mamba|micromamba|deadsnakes|ignore-requires-python|python(?:2|3\\.\\d+))\\b`),
    files: [
      { name: 'pyproject.toml', kind: 'requires', read: (text) => pythonRange(tomlValue(text, 'project', 'requires-python')) ?? poetryRange(tomlValue(text, 'tool.poetry.dependencies', 'python')) },
      { name: 'setup.cfg', kind: 'requires', read: (text) => pythonRange(/^[ \t]*python_requires[ \t]*=[ \t]*(\S.*?)[ \t]*$/m.exec(text)?.[1]) },
      { name: 'setup.py', kind: 'requires', read: (text) => pythonRange(/^[ \t]*python_requires[ \t]*=[ \t]*["']([^"'\n]+)["']/m.exec(text)?.[1]) },
      { name: 'Pipfile', kind: 'requires', read: (text) => series(tomlValue(text, 'requires', 'python_version'), 2) },
      { name: '.python-version', kind: 'names', read: (text) => series(text, 2) },
    ],
  },
  go: {
    label: 'Go', upwards: true,
    programs: /^go$/,
    replaced: new RegExp(`${managers}|GOTOOLCHAIN|golang\\.org/dl|go\\.dev/dl|\\bgvm\\b`),
    files: [{ name: 'go.mod', kind: 'requires', read: (text) => atLeast(/^go[ \t]+(\d+\.\d+(?:\.\d+)?)[ \t]*(?:\/\/.*)?\r?$/m.exec(text)?.[1]) }],
  },
  ruby: {
    label: 'Ruby', upwards: false,
    programs: /^(?:bundle|bundler|ruby|rake|rails)$/,
    replaced: new RegExp(`${managers}|\\b(?:rbenv|rvm|chruby|ruby-install)\\b`),
    files: [
      { name: 'Gemfile', kind: 'requires', read: readGemfile },
      { name: '.ruby-version', kind: 'names', read: (text) => series(text.replace(/^\s*ruby-/, ''), 2) },
    ],
  },
  php: {
    label: 'PHP', upwards: false,
    programs: /^composer(?:\.phar)?$/,
    replaced: new RegExp(`${managers}|ignore-platform-req|config platform`),
    files: [{ name: 'composer.json', kind: 'requires', read: (text) => (jsonString(text, 'config', 'platform', 'php') === undefined ? composerRange(jsonString(text, 'require', 'php')) : undefined) }],
  },
  rust: {
    label: 'Rust', upwards: true,
    programs: /^(?:cargo|rustc)$/,
    replaced: new RegExp(`${managers}|\\brustup\\b|RUSTUP_TOOLCHAIN|cargo \\+|ignore-rust-version`),
    files: [
      { name: 'rust-toolchain.toml', kind: 'names', read: (text) => series(tomlValue(text, 'toolchain', 'channel'), 2) },
      { name: 'rust-toolchain', kind: 'names', read: (text) => series(/^\s*\[/.test(text) ? tomlValue(text, 'toolchain', 'channel') : text, 2) },
      { name: 'Cargo.toml', kind: 'requires', read: readCargo },
    ],
  },
  dotnet: {
    label: 'the .NET SDK', upwards: true,
    programs: /^dotnet$/,
    replaced: new RegExp(`${managers}|dotnet-install|\\bglobal\\.json\\b`),
    files: [{ name: 'global.json', kind: 'requires', read: readGlobalJson }],
  },
  java: {
    label: 'Java', upwards: false,
    programs: /^mvnw?$/,
    replaced: new RegExp(`${managers}|sdkman|JAVA_HOME|-Dmaven\\.compiler|-Djava\\.version|toolchain`),
    files: [{ name: 'pom.xml', kind: 'requires', read: readPom }],
  },
};

/** By text: the same few files are asked for with every keystroke. */
const known = once((_: VersionFile) => new BoundedMap<string, { readonly version: RequiredVersion | undefined }>(50));

/** What a file asks for. */
export function requiredVersion(file: VersionFile, text: string, beside: (name: string) => string | undefined): RequiredVersion | undefined {
  const byText = known(file);
  const entry = byText.get(text);
  if (entry) return entry.version;
  let alone = true;
  const version = file.read(text, (name) => {
    alone = false;
    return beside(name);
  });
  // What depends on another file is read again.
  if (alone) byText.set(text, { version });
  return version;
}

/** Undefined for what npm would not read, which it then does not check either. */
function npmRange(text: string | undefined, written = text): RequiredVersion | undefined {
  if (text === undefined || written === undefined || text.trim() === '') return undefined;
  try {
    return { range: new Range(text, { loose: true }), written: written.trim() };
  } catch {
    return undefined;
  }
}

function atLeast(version: string | undefined): RequiredVersion | undefined {
  return version === undefined ? undefined : npmRange(`>=${version}`, version);
}

/** The series that a version belongs to, of one or two numbers: versions are developed with one patch and run with another. */
function series(text: string | undefined, numbers: 1 | 2): RequiredVersion | undefined {
  const first = text?.split('\n').map((line) => line.replace(/#.*/, '').trim()).find((line) => line !== '');
  const version = /^v?(\d+(?:\.\d+){0,2})$/.exec(first ?? '')?.[1];
  return version === undefined ? undefined : npmRange(version.split('.').slice(0, numbers).join('.'), version);
}

/** The specifiers of PEP 440. Exclusions are left out. */
function pythonRange(text: string | undefined): RequiredVersion | undefined {
  if (text === undefined) return undefined;
  const parts = text.split(',').map((part) => /^\s*(~=|===?|!=|<=?|>=?)\s*(\d+(?:\.\d+){0,2})(\.\*)?\s*$/.exec(part));
  const ranges = parts.map((match) => {
    if (!match) return undefined;
    const [, operator, version, wildcard] = match as unknown as [string, string, string, string | undefined];
    const numbers = version.split('.');
    const full = [...numbers, '0', '0'].slice(0, 3).join('.');
    if (operator === '!=') return '';
    if (operator === '~=') return numbers.length < 2 ? undefined : `>=${full} <${Number(numbers[0]) + (numbers.length === 2 ? 1 : 0)}.${numbers.length === 2 ? 0 : Number(numbers[1]) + 1}.0`;
    if (operator === '==' || operator === '===') return wildcard || numbers.length < 3 ? numbers.join('.') : full;
    return `${operator}${full}`;
  });
  return ranges.includes(undefined) ? undefined : npmRange(ranges.join(' '), text);
}

/** Poetry's grammar is npm's, with commas. */
function poetryRange(text: string | undefined): RequiredVersion | undefined {
  return text === undefined ? undefined : npmRange(text.replace(/,/g, ' ').replace(/!=\s*[\w.*]+/g, ''), text);
}

/** Composer's `~8.1` ends before 9, and one bar is as good as two. */
function composerRange(text: string | undefined): RequiredVersion | undefined {
  if (text === undefined || /[@#]|dev/.test(text)) return undefined;
  const range = text.replace(/\|\|?/g, '||').replace(/,/g, ' ').replace(/!=\s*[\w.*]+/g, '').replace(/~\s*(\d+)(?:\.(\d+))?(?![\d.])/g, (_, major: string, minor = '0') => `>=${major}.${minor}.0 <${Number(major) + 1}.0.0`);
  return npmRange(range, text);
}

function readGemfile(text: string, beside: (name: string) => string | undefined): RequiredVersion | undefined {
  const line = /^ruby[ \t(]+([^#\n]+)/m.exec(text)?.[1];
  if (line === undefined) return undefined;
  const file = /^file:[ \t]*["']([\w.-]+)["']/.exec(line)?.[1];
  if (file !== undefined) {
    const version = /^\s*(?:ruby-)?(\d+\.\d+\.\d+)\s*$/.exec(beside(file) ?? '')?.[1];
    return npmRange(version);
  }
  const list = /^((?:["'][^"']*["'][ \t]*,?[ \t]*)+)\)?[ \t\r]*$/.exec(line)?.[1];
  const versions = [...(list ?? '').matchAll(/["']([^"']*)["']/g)].map(([, version]) => version!);
  const ranges = versions.map((version) => {
    const match = /^\s*(~>|=|<=?|>=?)?\s*(\d+(?:\.\d+){0,2})\s*$/.exec(version);
    if (!match) return undefined;
    const [, operator = '=', number] = match as unknown as [string, string | undefined, string];
    const numbers = number.split('.').map(Number);
    if (operator === '=') return number;
    const full = [...numbers, 0, 0].slice(0, 3).join('.');
    if (operator === '~>') return numbers.length === 3 ? `>=${full} <${numbers[0]}.${numbers[1]! + 1}.0` : `>=${full} <${numbers[0]! + 1}.0.0`;
    return `${operator}${full}`;
  });
  return versions.length === 0 || ranges.includes(undefined) ? undefined : npmRange(ranges.join(' '), versions.join(', '));
}

/** The first Rust that knows an edition. */
const editions: Readonly<Record<string, string>> = { 2018: '1.31', 2021: '1.56', 2024: '1.85' };

function readCargo(text: string): RequiredVersion | undefined {
  for (const table of ['package', 'workspace.package']) {
    const version = tomlValue(text, table, 'rust-version');
    if (version !== undefined) return /^\d+\.\d+(?:\.\d+)?$/.test(version) ? atLeast(version) : undefined;
    const edition = tomlValue(text, table, 'edition');
    if (edition !== undefined && Object.hasOwn(editions, edition)) return npmRange(`>=${editions[edition]}`, `${editions[edition]}, for edition ${edition}`);
  }
  return undefined;
}

/** What each way of rolling forward allows. */
const rollForward: Readonly<Record<string, (version: string) => string>> = {
  disable: (version) => version,
  patch: (version) => `~${version}`,
  latestPatch: (version) => `~${version}`,
  feature: (version) => `~${version}`,
  latestFeature: (version) => `~${version}`,
  minor: (version) => `^${version}`,
  latestMinor: (version) => `^${version}`,
  major: (version) => `>=${version}`,
  latestMajor: (version) => `>=${version}`,
};

function readGlobalJson(text: string): RequiredVersion | undefined {
  const version = jsonString(text, 'sdk', 'version');
  const policy = jsonString(text, 'sdk', 'rollForward') ?? 'latestPatch';
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version) || !Object.hasOwn(rollForward, policy)) return undefined;
  return npmRange(rollForward[policy]!(version), version);
}

function readPom(text: string): RequiredVersion | undefined {
  if (/toolchain/.test(text)) return undefined;
  for (const name of ['maven.compiler.release', 'maven.compiler.target', 'maven.compiler.source', 'java.version']) {
    const version = new RegExp(`<${name.replace(/\./g, '\\.')}>\\s*(?:1\\.)?(\\d+)\\s*</`).exec(text)?.[1];
    if (version !== undefined) return atLeast(version);
  }
  return undefined;
}

/** Undefined also for a text that is no JSON. */
function jsonString(text: string, ...keys: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
  for (const key of keys) value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
