/** Every way a Dockerfile switches off the check of TLS certificates: flags, variables, and settings (see `tls-settings`). */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import { removeArgument, removePair } from '../dockerfile/remove-argument';
import type { SpanEdit } from '../rule';
import type { Span } from '../text/span';
import { downloadsOf } from './downloads';
import type { ShellCommand, ShellWord } from './model';
import { parseOptions, type ShellOption } from './options';
import { removeCommand } from './remove-command';
import { commandsOf, scriptsOf } from './scripts';
import { scriptSettings, tlsSettings } from './tls-settings';

interface Found {
  readonly tool: string;
  /** What is written. */
  readonly what: string;
  readonly span: Span;
  /** Takes it away. */
  readonly removal?: SpanEdit;
}

export type InsecureTls = Found & ({ readonly kind: 'flag' | 'setting' | 'plain' } | { readonly kind: 'variable'; readonly name: string; readonly value: string });

/** Options by command. */
const flags: Readonly<Record<string, readonly string[]>> = {
  curl: ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'],
  wget: ['--no-check-certificate', '--no-check-certificates'],
  wget2: ['--no-check-certificate'],
  aria2c: ['--check-certificate'],
  pip: ['--trusted-host'], pip3: ['--trusted-host'], uv: ['--allow-insecure-host', '--trusted-host'],
  conda: ['--insecure', '-k'], mamba: ['--insecure', '-k'],
  npm: ['--no-strict-ssl'], yarn: ['--no-strict-ssl'], pnpm: ['--no-strict-ssl'],
  helm: ['--insecure-skip-tls-verify', '--plain-http'], kubectl: ['--insecure-skip-tls-verify'],
  svn: ['--trust-server-cert', '--trust-server-cert-failures'],
  skopeo: ['--src-tls-verify', '--dest-tls-verify', '--tls-verify'], crane: ['--insecure'], oras: ['--insecure', '--plain-http'], cosign: ['--allow-insecure-registry', '--insecure-skip-tls-verify'],
  hg: ['--insecure'], http: ['--verify'], https: ['--verify'],
};
/** Options that switch it off only with a value that says no. */
const negated: ReadonlySet<string> = new Set(['--check-certificate', '--verify', '--src-tls-verify', '--dest-tls-verify', '--tls-verify']);

interface VariableRule {
  readonly tool: string;
  /** Values that switch the check off. */
  readonly off: RegExp;
}

const no = /^(?:false|0|no|off)$/i;
const anything = /^(?!$)/;
const yes = /^(?:true|1|yes|on)$/i;

const variables: Readonly<Record<string, VariableRule>> = {
  PYTHONHTTPSVERIFY: { tool: 'Python', off: /^0$/ },
  NODE_TLS_REJECT_UNAUTHORIZED: { tool: 'Node.js', off: /^0$/ },
  GIT_SSL_NO_VERIFY: { tool: 'git', off: anything },
  PIP_TRUSTED_HOST: { tool: 'pip', off: anything },
  UV_INSECURE_HOST: { tool: 'uv', off: anything },
  NPM_CONFIG_STRICT_SSL: { tool: 'npm', off: no },
  YARN_ENABLE_STRICT_SSL: { tool: 'yarn', off: no },
  CURL_CA_BUNDLE: { tool: 'curl and Python requests', off: /^$/ },
  REQUESTS_CA_BUNDLE: { tool: 'Python requests', off: /^$/ },
  SSL_VERIFY: { tool: 'programs that read it', off: no },
  CONDA_SSL_VERIFY: { tool: 'conda', off: no },
  GOINSECURE: { tool: 'go', off: anything },
  PERL_LWP_SSL_VERIFY_HOSTNAME: { tool: 'Perl', off: /^0$/ },
  BUNDLE_SSL_VERIFY_MODE: { tool: 'Bundler', off: /^(?:0|none|VERIFY_NONE)$/i },
  HEX_UNSAFE_HTTPS: { tool: 'Hex', off: yes },
  COMPOSER_DISABLE_TLS: { tool: 'Composer', off: yes },
};

const offValue = /^(?:false|0|no|off|n)$/i;
const localHost = /^(?:[a-z]+:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/i;

/** In document order of instructions. */
export function findInsecureTls(file: DockerfileModel): InsecureTls[] {
  return file.all('RUN', 'ENV', 'ARG', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK').flatMap((instruction) =>
    instruction.keyword === 'ENV' || instruction.keyword === 'ARG'
      ? definitions(instruction, file)
      : [...commandsOf(instruction).flatMap((command) => [...assignments(command, instruction, file), ...commandFlags(command, file), ...settings(command, instruction, file)]), ...scriptsOf(instruction).flatMap(scriptSettings)],
  );
}

function definitions(instruction: Instruction, file: DockerfileModel): InsecureTls[] {
  return instruction.pairs.flatMap((pair, index) => {
    if (pair.value?.resolved === undefined) return [];
    return variable(pair.key.value, pair.value.resolved, pair.span, removePair(file, instruction, index));
  });
}

function assignments(command: ShellCommand, instruction: Instruction, file: DockerfileModel): InsecureTls[] {
  const exported = command.name === 'export' ? command.args.flatMap((word) => splitAssignment(word)) : [];
  const alone = command.args.length === 1;
  return [
    ...command.assignments.flatMap(({ name, value, span }) => {
      const text = value === undefined ? '' : value.value;
      if (text === undefined) return [];
      const gap = /^[ \t]*/.exec(file.source.text.slice(span.end))![0].length;
      const removal = command.words.length > 0 && command.wrappers.length === 0 ? { span: { start: span.start, end: span.end + gap }, newText: '' } : undefined;
      return variable(name, text, span, removal);
    }),
    ...exported.flatMap(({ name, value, word }) => variable(name, value, word.span, alone ? removeCommand(file, instruction, command) : removeArgument(file, word.span))),
  ];
}

function splitAssignment(word: ShellWord): { name: string; value: string; word: ShellWord }[] {
  const match = word.value === undefined ? null : /^(\w+)=([\s\S]*)$/.exec(word.value);
  return match ? [{ name: match[1]!, value: match[2]!, word }] : [];
}

function variable(name: string, value: string, span: Span, removal: SpanEdit | undefined): InsecureTls[] {
  const key = name.toUpperCase();
  const rule = Object.hasOwn(variables, key) ? variables[key]! : undefined;
  return rule?.off.test(value) ? [{ kind: 'variable', tool: rule.tool, what: name, name, value, span, ...(removal ? { removal } : {}) }] : [];
}

function commandFlags(command: ShellCommand, file: DockerfileModel): InsecureTls[] {
  const tool = command.name === '' || /^python[\d.]*$/.test(command.name) ? pipModule(command) : command.name;
  const wanted = Object.hasOwn(flags, tool) ? flags[tool]! : [];
  if (wanted.length === 0) return [];
  const urls = downloadsOf(command);
  if (urls.length > 0 && urls.every((download) => localHost.test(download.url))) return [];
  const seen = new Set<ShellWord>();
  return parseOptions(command).options.flatMap((option) => {
    if (!wanted.includes(option.name) || seen.has(option.word)) return [];
    const saysNo = option.valueWord === option.word && offValue.test(option.value ?? '');
    if (saysNo !== negated.has(option.name)) return [];
    seen.add(option.word);
    const removal = flagRemoval(option, file);
    return [{ kind: 'flag' as const, tool, what: option.name, span: letterSpan(option, file) ?? option.word.span, ...(removal ? { removal } : {}) }];
  });
}

/** `python3 -m pip` is pip. */
function pipModule(command: ShellCommand): string {
  const at = command.args.findIndex((word) => word.value === '-m');
  return command.args[at + 1]?.value === 'pip' ? 'pip' : command.name;
}

/** Of an option in a cluster (`-fsSkL`): its letter. */
function letterSpan({ name, word }: ShellOption, file: DockerfileModel): Span | undefined {
  const text = file.source.slice(word.span);
  const at = name.length === 2 && text !== name && /^-[A-Za-z]+$/.test(text) ? text.indexOf(name[1]!, 1) : -1;
  return at > 0 ? { start: word.span.start + at, end: word.span.start + at + 1 } : undefined;
}

/** A flag of its own goes with its value and the blanks in front of it; a letter goes out of its cluster. */
export function flagRemoval(option: ShellOption, file: DockerfileModel): SpanEdit | undefined {
  const { name, word, valueWord } = option;
  const text = file.source.slice(word.span);
  if (text === name || text.startsWith(`${name}=`)) {
    const end = valueWord && valueWord !== word ? valueWord.span.end : word.span.end;
    return removeArgument(file, { start: word.span.start, end });
  }
  const span = letterSpan(option, file);
  return span && { span, newText: '' };
}

function settings(command: ShellCommand, instruction: Instruction, file: DockerfileModel): InsecureTls[] {
  return tlsSettings(command).map(({ removable, ...found }) => {
    const removal = removable === 'command' ? removeCommand(file, instruction, command) : removable === 'words' && command.script.origin !== 'exec' ? removeArgument(file, found.span) : undefined;
    return { ...found, ...(removal ? { removal } : {}) };
  });
}
