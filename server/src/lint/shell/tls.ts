/** Every way a Dockerfile switches off the check of TLS certificates: flags, settings made by commands, and variables. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import type { Span } from '../text/span';
import { downloadsOf } from './downloads';
import type { ShellCommand, ShellWord } from './model';
import { parseOptions, type ShellOption } from './options';
import { commandsOf } from './scripts';
import { templateOf } from './words';

export type InsecureTls =
  | { readonly kind: 'flag' | 'setting'; readonly tool: string; readonly what: string; readonly span: Span; readonly removal?: Span }
  | { readonly kind: 'variable'; readonly tool: string; readonly what: string; readonly name: string; readonly value: string; readonly span: Span; readonly removal?: Span };

/** Flags by command. A value in the pattern is compared with the option's value. */
const flags: Readonly<Record<string, readonly string[]>> = {
  curl: ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'],
  wget: ['--no-check-certificate', '--no-check-certificates'],
  wget2: ['--no-check-certificate'],
  pip: ['--trusted-host'], pip3: ['--trusted-host'], uv: ['--allow-insecure-host', '--trusted-host'],
  conda: ['--insecure', '-k'], mamba: ['--insecure', '-k'],
  helm: ['--insecure-skip-tls-verify'], kubectl: ['--insecure-skip-tls-verify'],
  svn: ['--trust-server-cert', '--trust-server-cert-failures'],
  skopeo: ['--insecure-policy'], crane: ['--insecure'], oras: ['--insecure'], cosign: ['--allow-insecure-registry', '--insecure-skip-tls-verify'],
};

interface VariableRule {
  readonly tool: string;
  /** Values that switch the check off. */
  readonly off: RegExp;
}

const variables: Readonly<Record<string, VariableRule>> = {
  PYTHONHTTPSVERIFY: { tool: 'Python', off: /^0$/ },
  NODE_TLS_REJECT_UNAUTHORIZED: { tool: 'Node.js', off: /^0$/ },
  GIT_SSL_NO_VERIFY: { tool: 'git', off: /^(?!$)/ },
  PIP_TRUSTED_HOST: { tool: 'pip', off: /^(?!$)/ },
  UV_INSECURE_HOST: { tool: 'uv', off: /^(?!$)/ },
  NPM_CONFIG_STRICT_SSL: { tool: 'npm', off: /^(?:false|0)$/i },
  YARN_ENABLE_STRICT_SSL: { tool: 'yarn', off: /^(?:false|0)$/i },
  CURL_CA_BUNDLE: { tool: 'curl and Python requests', off: /^$/ },
  REQUESTS_CA_BUNDLE: { tool: 'Python requests', off: /^$/ },
  SSL_VERIFY: { tool: 'programs that read it', off: /^(?:false|0|no)$/i },
  CONDA_SSL_VERIFY: { tool: 'conda', off: /^(?:false|0|no)$/i },
  GOINSECURE: { tool: 'go', off: /^(?!$)/ },
};

const offValue = /^(?:false|0|no|off|n)$/i;
const localHost = /^(?:[a-z]+:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/i;

/** In document order of instructions. */
export function findInsecureTls(file: DockerfileModel): InsecureTls[] {
  return file.all('RUN', 'ENV', 'ARG', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK').flatMap((instruction) =>
    instruction.keyword === 'ENV' || instruction.keyword === 'ARG' ? definitions(instruction) : commandsOf(instruction).flatMap((command) => [...assignments(command), ...commandFlags(command, file), ...settings(command)]),
  );
}

function definitions(instruction: Instruction): InsecureTls[] {
  return instruction.pairs.flatMap((pair) => (pair.value?.resolved === undefined ? [] : variable(pair.key.value, pair.value.resolved, pair.span)));
}

function assignments(command: ShellCommand): InsecureTls[] {
  const exported = command.name === 'export' ? command.args.flatMap((word) => splitAssignment(word)) : [];
  const prefixed = command.assignments.flatMap(({ name, value, span }) => (value === undefined ? [{ name, value: '', span }] : value.value === undefined ? [] : [{ name, value: value.value, span }]));
  return [...prefixed, ...exported].flatMap(({ name, value, span }) => variable(name, value, span));
}

function splitAssignment(word: ShellWord): { name: string; value: string; span: Span }[] {
  const match = word.value === undefined ? null : /^(\w+)=([\s\S]*)$/.exec(word.value);
  return match ? [{ name: match[1]!, value: match[2]!, span: word.span }] : [];
}

function variable(name: string, value: string, span: Span): InsecureTls[] {
  const key = name.toUpperCase();
  const rule = Object.hasOwn(variables, key) ? variables[key]! : undefined;
  return rule?.off.test(value) ? [{ kind: 'variable', tool: rule.tool, what: name, name, value, span }] : [];
}

function commandFlags(command: ShellCommand, file: DockerfileModel): InsecureTls[] {
  const tool = command.name === '' || /^python[\d.]*$/.test(command.name) ? pipModule(command) : command.name;
  const wanted = Object.hasOwn(flags, tool) ? flags[tool]! : [];
  if (wanted.length === 0) return [];
  const urls = downloadsOf(command);
  if (urls.length > 0 && urls.every((download) => localHost.test(download.url))) return [];
  const seen = new Set<ShellWord>();
  return parseOptions(command).options.flatMap((option) => {
    if (!wanted.includes(option.name) || seen.has(option.word) || (option.valueWord === option.word && offValue.test(option.value ?? ''))) return [];
    seen.add(option.word);
    return [{ kind: 'flag' as const, tool, what: option.name, span: option.word.span, ...flagRemoval(option, file) }];
  });
}

/** `python3 -m pip` is pip. */
function pipModule(command: ShellCommand): string {
  const at = command.args.findIndex((word) => word.value === '-m');
  return command.args[at + 1]?.value === 'pip' ? 'pip' : command.name;
}

/** A flag of its own goes with the blank in front of it; a letter goes out of its cluster. */
function flagRemoval({ name, word, valueWord }: ShellOption, file: DockerfileModel): { removal?: Span } {
  const text = file.source.slice(word.span);
  if (text === name || text.startsWith(`${name}=`)) {
    const end = valueWord && valueWord !== word ? valueWord.span.end : word.span.end;
    let start = word.span.start;
    while (start > 0 && /[ \t]/.test(file.source.text[start - 1]!)) start--;
    return { removal: { start, end } };
  }
  const at = text.indexOf(name[1]!, 1);
  return /^-[A-Za-z]+$/.test(text) && name.length === 2 && at > 0 ? { removal: { start: word.span.start + at, end: word.span.start + at + 1 } } : {};
}

const configurable = /^(?:git|npm|yarn|pnpm|yum-config-manager|yum|dnf|microdnf|tdnf|conda|mamba|composer|apt-get|apt)$/;

/** Settings written by configuration commands. */
function settings(command: ShellCommand): InsecureTls[] {
  if (!configurable.test(command.name)) return [];
  const words = command.args.map((word) => templateOf(word));
  const at = (index: number): InsecureTls[] => [{ kind: 'setting', tool: command.name, what: words[index]!, span: command.args[index]!.span }];
  const pair = (key: RegExp): InsecureTls[] => {
    const index = words.findIndex((word) => key.test(word));
    if (index < 0) return [];
    const [, inline] = /^[^=]*=(.*)$/.exec(words[index]!) ?? [];
    if (inline !== undefined) return offValue.test(inline) ? at(index) : [];
    return offValue.test(words[index + 1] ?? '') ? [{ kind: 'setting', tool: command.name, what: `${words[index]} ${words[index + 1]}`, span: { start: command.args[index]!.span.start, end: command.args[index + 1]!.span.end } }] : [];
  };
  switch (command.name) {
    case 'git':
      return words.includes('config') || words.includes('-c') ? pair(/^(?:http|https)\.(?:.*\.)?sslverify(?:=|$)/i) : [];
    case 'npm':
    case 'yarn':
    case 'pnpm':
      return pair(/^(?:--)?strict-ssl(?:=|$)|^enableStrictSsl$/i);
    case 'yum-config-manager':
    case 'yum':
    case 'dnf':
    case 'microdnf':
    case 'tdnf':
      return setopt(command, words);
    case 'conda':
    case 'mamba':
      return pair(/^ssl_verify(?:=|$)/);
    case 'composer':
      return [...pair(/^secure-http$/), ...words.flatMap((word, index) => (word === 'disable-tls' && /^(?:true|1)$/.test(words[index + 1] ?? '') ? at(index) : []))];
    case 'apt-get':
    case 'apt':
      return words.flatMap((word, index) => (/^(?:-o)?(?:=)?Acquire::(?:https::(?:.*::)?)?Verify-(?:Peer|Host)=(?:false|0|no)$/i.test(word) ? at(index) : []));
    default:
      return [];
  }
}

/** `--setopt=sslverify=0`, `--setopt sslverify=false`. */
function setopt(command: ShellCommand, words: readonly string[]): InsecureTls[] {
  return words.flatMap((word, index) => {
    const match = /(?:^|=)(?:[\w.*-]+\.)?sslverify=(.*)$/i.exec(word);
    return match && offValue.test(match[1]!) ? [{ kind: 'setting' as const, tool: command.name, what: word, span: command.args[index]!.span }] : [];
  });
}
