/** What ties a Dockerfile to the release of its base image: another tag alone would break the build, or what is built. */
import { intersects } from 'semver';
import { contextSources } from './sources';
import { projectContext } from './project-context';
import { requiredVersion, toolsets } from './required-versions';
import type { BuildContext } from './build-context';
import type { ImageUse } from '../dockerfile/images';
import { systemManagers } from '../dockerfile/installed';
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import { lifeState, successorOf } from '../facts/eol';
import type { Component, Release } from '../facts/eol';
import { boundToNode, compiledForPython, firstWithGuardedPip, goneFromDistributions } from '../facts/moving-releases';
import { toolchainOf } from '../facts/toolchains';
import { callsOf } from '../shell/package-commands';
import { BoundedMap } from '../text/bounded-map';
import { baseName, escapeForRegExp } from '../text/go-path';
import { once } from '../text/once';
import type { Workspace } from '../workspace/model';

/** What people call a product in names of packages, variables and directories; the others go by the name they have in the data. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  nodejs: ['node', 'nodejs'], python: ['python', 'py', 'cp'], go: ['golang', 'go'], 'alpine-linux': ['alpine'], centos: ['centos', 'el', 'epel'], 'centos-stream': ['centos', 'stream', 'el'], rhel: ['ubi', 'rhel', 'el'],
  almalinux: ['almalinux', 'alma', 'el'], 'rocky-linux': ['rockylinux', 'rocky', 'el'], 'oracle-linux': ['oraclelinux', 'ol', 'el'], fedora: ['fedora', 'fc', 'f'], 'amazon-linux': ['amazonlinux', 'amzn', 'al'],
  opensuse: ['opensuse', 'leap'], postgresql: ['postgresql', 'postgres', 'pg'], mongodb: ['mongodb', 'mongo'], dotnet: ['dotnet', 'netcoreapp', 'net'], 'eclipse-temurin': ['temurin', 'jdk', 'java'], 'amazon-corretto': ['corretto', 'jdk', 'java'],
};

const distributions: ReadonlySet<string> = new Set(['almalinux', 'alpine-linux', 'amazon-linux', 'centos', 'centos-stream', 'debian', 'fedora', 'opensuse', 'oracle-linux', 'rhel', 'rocky-linux', 'ubuntu', 'vmware-photon']);

/** The languages that promise to go on building what an older release built. */
const compatible: ReadonlySet<string> = new Set(['go', 'rust']);

function namesOf({ product }: Release): string {
  return (aliases[product] ?? [product]).join('|');
}

/**
 * Whether the path of a file says that it is there for this release, one of several in their own directories or files: `7.4/Dockerfile`, `python3.8/Dockerfile`, `Dockerfile.bullseye`. Directories above the
 * project say nothing.
 */
export function isNamedForRelease(uri: string, release: Release, workspace: Workspace): boolean {
  const place = (workspace.placeOf?.(uri) ?? uri.split('/').slice(-2).join('/')).toLowerCase();
  const names = placeNames(release);
  if (names.last?.place !== place) {
    const { named, alone, codename } = names;
    names.last = { place, answer: place.split('/').some((part) => named.test(part) || alone.test(part.replace(/^(?:docker|container)file[-_.]?/, '')) || codename?.test(part)) };
  }
  return names.last.answer;
}

interface PlaceNames {
  readonly named: RegExp;
  readonly alone: RegExp;
  readonly codename?: RegExp;
  /** What was asked last: the same of the same file, with every keystroke. */
  last?: { readonly place: string; readonly answer: boolean };
}

const placeNames = once((release: Release): PlaceNames => {
  const { cycle, codename } = release;
  const version = escapeForRegExp(cycle);
  return {
    named: new RegExp(`(?:^|[^a-z])(?:${namesOf(release)})[-_.]?v?(?:${version}|${escapeForRegExp(cycle.replace('.', ''))})(?![\\d])`),
    // A number of one piece may count anything else; one of two pieces is a version.
    alone: cycle.includes('.') ? new RegExp(`(?:^|[^\\w.])v?${version}(?![\\w])`) : new RegExp(`^v?${version}(?:[.-][a-z].*)?$`),
    ...(codename === undefined ? {} : { codename: new RegExp(`(?:^|[^a-z])${codename}(?![a-z])`) }),
  };
});

/** Whether something pins one of the image's releases that would have to go: then it takes more than another tag. */
export function isPinned(stale: readonly Component[], use: ImageUse, file: DockerfileModel, workspace: Workspace, today: string): boolean {
  return stale.some((component) => pins(component, use, file, workspace, today));
}

function pins({ release, tagStart }: Component, use: ImageUse, file: DockerfileModel, workspace: Workspace, today: string): boolean {
  const { product, cycle } = release;
  const successor = successorOf(release, today);
  // Every project of .NET names the release it is built for.
  if ((product === 'dotnet' && file.all('RUN', 'COPY', 'ADD').length > 0) || successor === undefined || isNamedForRelease(file.uri, release, workspace)) return true;
  const traces = tracesIn(file);
  if (says(traces, writtenName(release))) return true;
  if (compatible.has(product)) return product === 'go' && ((Number(cycle.split('.')[1]) < 18 && says(traces, goGet)) || (Number(cycle.split('.')[1]) < firstWithModules && isBuiltWithoutModules(file, traces, workspace)));
  // Sources of a language are as old as the release that runs them; files on a distribution, and what is compiled, need nothing of it.
  const does = file.all('RUN').length > 0 || (toolchainOf(use.image) !== undefined && file.all('COPY', 'ADD').length > 0);
  const own = !distributions.has(product) || tagStart === 0;
  // What was left alone for years needs more than one thing renewed.
  if (does && own && endedYearsAgo(release, today)) return true;
  if (distributions.has(product)) return isDistributionKept(release, successor, use, file);
  if (does && product === 'php' && cycle.split('.')[0] !== successor.cycle.split('.')[0]) return true;
  if (product === 'python' && says(traces, compiledForPython)) return true;
  if (needsOtherSettings(release, successor)) return true;
  const context = toolchainOf(use.image) ? projectContext(file, workspace) : undefined;
  return context !== undefined && isRequired(use, successor, file, context);
}

/** Go's first minor release that looks for a go.mod everywhere. */
const firstWithModules = 16;

/** Sources below Go's own directory, or without a go.mod: newer releases build these no more. */
function isBuiltWithoutModules(file: DockerfileModel, traces: readonly Traces[], workspace: Workspace): boolean {
  if (says(traces, goPath)) return true;
  const entries = contextSources(file).length > 0 ? workspace.contextsOf?.(file)?.context?.walk()?.entries : undefined;
  return entries !== undefined && !entries.some(({ path, kind }) => kind === 'file' && baseName(path) === 'go.mod' && !/(?:^|\/)vendor\//.test(path));
}

/** Servers whose settings are written for one major version. */
const settled: ReadonlySet<string> = new Set(['apache-kafka', 'consul', 'envoy', 'haproxy', 'hashicorp-vault', 'influxdb', 'keycloak', 'kong-gateway', 'logstash', 'rabbitmq', 'solr', 'squid', 'tomcat', 'traefik']);

export function needsOtherSettings({ product, cycle }: Release, successor: Release): boolean {
  return settled.has(product) && cycle.split('.')[0] !== successor.cycle.split('.')[0];
}

/** What an instruction says that may be bound to a release. */
interface Traces {
  readonly text: string;
  /** Which patterns it has. */
  readonly has: Map<RegExp, boolean>;
}

/** By the text of an instruction: while somebody types, all others stay as they are, and the patterns are not gone through for each letter. Kept beside the models, since each edit makes new ones. */
const remembered = new BoundedMap<string, Traces>(500);

function tracesOf({ text: line, heredocs }: Instruction): Traces {
  const text = heredocs.length === 0 ? line : [line, ...heredocs.map(({ content }) => content)].join('\n');
  let traces = remembered.get(text);
  if (!traces) remembered.set(text, (traces = { text, has: new Map() }));
  return traces;
}

/** Of all that the file does, without the images it starts from. */
const tracesIn = once((file: DockerfileModel): readonly Traces[] => file.instructions.flatMap((instruction) => (instruction.keyword === 'FROM' || (instruction.keyword === 'ARG' && instruction.stage === undefined) || !mayPin(instruction) ? [] : [tracesOf(instruction)])));

/** Nothing is bound to a release by what is only said of the image. */
const onlySaid: ReadonlySet<string> = new Set(['EXPOSE', 'LABEL', 'MAINTAINER', 'STOPSIGNAL', 'USER', 'VOLUME']);

/** Whether an instruction can have to do with `isPinned`, by itself or as the use of an image. */
export function mayPin({ keyword }: Instruction): boolean {
  return !onlySaid.has(keyword);
}

/** Patterns are kept with what they found: each is to be one object, made once. */
function says(traces: readonly Traces[], pattern: RegExp): boolean {
  return traces.some(({ text, has }) => {
    let known = has.get(pattern);
    if (known === undefined) has.set(pattern, (known = pattern.test(text)));
    return known;
  });
}

/** `php7.4-fpm`, `postgresql-server-dev-13`, `PYTHON_VERSION=3.8`, `/ruby/gems/2.7.0`, `buster-backports`. */
const writtenName = once((release: Release): RegExp => {
  const { cycle, codename } = release;
  const compact = cycle.includes('.') ? `|${escapeForRegExp(cycle.replace('.', ''))}(?![\\d.])` : '';
  return new RegExp(`${codename === undefined ? '' : `(?<![a-z])${codename}(?![a-z])|`}(?<![a-z])(?:${namesOf(release)})[a-z_./ ='":-]{0,24}?v?(?:${escapeForRegExp(cycle)}(?!\\d)${compact})`, 'i');
});

const goGet = /\bgo get\b/;
const goPath = /(?:\/go|GOPATH\}?)\/src\b/;
const addedSources = /\bapt-key\b|\badd-apt-repository\b/;
const pipInstall = /\bpip3? install\b/;
const guardOff = /break-system-packages|BREAK_SYSTEM_PACKAGES|\bvenv\b|virtualenv/;

function endedYearsAgo(release: Release, today: string): boolean {
  const state = lifeState(release, today, 0);
  return state.kind === 'ended' && state.since !== undefined && Date.parse(today) - Date.parse(state.since) > 2 * 365 * 86_400_000;
}

/** Names that every release of a distribution has, in spite of their digits. */
const lasting =
  /^(?:python3|py3|bzip2|libbz2|sqlite3|libsqlite3|libxml2-(?:dev|utils)|libxslt1-dev|libc6|apache2|libapache2-mod|gnupg2|iproute2|libx11|libxext6|libsm6|x11|libpq5|dos2unix|p7zip|s6|libglib2\.0|libffi|libgl1|zlib1g|liblz4|lib32z1|binutils)(?:-[a-z+-]+)*$/;

/** Releases of languages and libraries that a release of a distribution comes with, in paths and names. */
const boundNames = /\bpython3(?:\.\d|\d\d)|\b(?:php|ruby)-?\d|\b(?:openjdk|java|llvm|clang|postgresql|lua)[-/]?\d|\.so\.\d|\/v3\.\d+\/(?:main|community)\b/i;

/** The packages of one release are not those of another. */
function isDistributionKept(release: Release, successor: Release, use: ImageUse, file: DockerfileModel): boolean {
  const stage = use.role === 'base' ? use.instruction.stage : undefined;
  if (!stage) return false;
  const within = new Set(file.stages.filter(({ chain }) => chain.includes(stage)).flatMap(({ chain }) => chain.flatMap(({ instructions }) => instructions)));
  // What is removed again must be there, too, while the image is built.
  const packages = callsOf(file, systemManagers, 'install').filter(({ instruction }) => within.has(instruction)).flatMap(({ call }) => call.packages);
  if (packages.some(({ name, version }) => name !== undefined && (version !== undefined || (/\d/.test(name) && !lasting.test(name)) || goneFromDistributions.has(name)))) return true;
  const traces = tracesIn(file);
  if (says(traces, addedSources) || says(traces, boundNames)) return true;
  const guarded = firstWithGuardedPip[release.product];
  if (guarded === undefined || Number(release.cycle) >= guarded || Number(successor.cycle) < guarded || toolchainOf(use.image)?.tool === 'python') return false;
  return says(traces, pipInstall) && !says(traces, guardOff);
}

/** Whether a file of the project asks for another release than the next one, or pins what is made for one release. */
function isRequired(use: ImageUse, successor: Release, file: DockerfileModel, context: BuildContext): boolean {
  const { tool } = toolchainOf(use.image)!;
  const { files } = toolsets[tool];
  const pinned = tool === 'python' ? { name: /^(?:(?:require|constraint)[\w.-]*\.(?:txt|in)|(?:poetry|uv|pdm|Pipfile)\.lock)$/, text: compiledForPython } : tool === 'node' ? { name: /^package\.json$/, text: boundToNode } : undefined;
  return takenFiles(file, context).some((path) => {
    const name = baseName(path);
    const version = files.find((each) => each.name === name);
    if (!version && !pinned?.name.test(name)) return false;
    const text = context.text(path);
    if (typeof text !== 'string') return false;
    if (pinned?.name.test(name) && pinned.text.test(text)) return true;
    const asked = version && requiredVersion(version, text, (other) => context.text(path.slice(0, -name.length) + other) ?? undefined);
    return asked !== undefined && !intersects(asked.range, successor.cycle, { loose: true });
  });
}

/** Files that are copied by name, and those right in the directories that are. */
function takenFiles(file: DockerfileModel, context: BuildContext): string[] {
  return contextSources(file).flatMap(({ path }) =>
    (context.expand(path) ?? []).flatMap((found) => {
      const kind = context.kindOf(found);
      if (kind === 'file') return [found];
      return kind === 'directory' ? (context.list(found) ?? []).filter((entry) => entry.kind === 'file').map((entry) => entry.path) : [];
    }),
  );
}
