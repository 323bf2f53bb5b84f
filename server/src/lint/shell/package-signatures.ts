/** Every way a Dockerfile switches off the check of package signatures and checksums. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import { removePair } from '../dockerfile/remove-argument';
import type { SpanEdit } from '../rule';
import type { Span } from '../text/span';
import type { ShellCommand } from './model';
import { parseOptions } from './options';
import { commandsOf } from './scripts';
import { flagRemoval } from './tls';
import { templateOf } from './words';

export interface UncheckedPackages {
  readonly kind: 'option' | 'setting' | 'variable';
  readonly tool: string;
  /** What is written. */
  readonly what: string;
  readonly span: Span;
  readonly fix?: { readonly title: string; readonly edit: SpanEdit };
}

const apt = ['--allow-unauthenticated', '--force-yes', '--allow-insecure-repositories'];
const rpm = ['--nogpgcheck', '--no-gpgchecks', '--no-gpg-checks', '--no-gpg-check'];

const options: Readonly<Record<string, readonly string[]>> = {
  apk: ['--allow-untrusted'], 'apt-get': apt, apt, aptitude: ['--allow-untrusted', ...apt], yum: rpm, dnf: rpm, microdnf: rpm, tdnf: rpm, zypper: [...rpm, '--gpgcheck-allow-unsigned', '--no-gpgcheck'],
  rpm: ['--nodigest', '--nosignature', '--noverify', '--nofiledigest', '--nosignatures', '--nofiledigests'],
  opkg: ['--force-signature-skip'], debootstrap: ['--no-check-gpg'],
};

/** Words that hold a setting: `-o APT::Get::AllowUnauthenticated=true`, `--setopt=gpgcheck=0`. */
const settingWords: readonly (readonly [command: RegExp, word: RegExp])[] = [
  [/^apt(?:-get)?$/, /(?:AllowUnauthenticated|AllowInsecureRepositories|AllowWeakRepositories)=(?:true|1|yes)$/i],
  [/^(?:yum|dnf|microdnf|tdnf|yum-config-manager|dnf-config-manager)$/, /(?:^|=)(?:[\w.*-]+\.)?gpgcheck=(?:0|false|no)$/i],
];

/** Lines of repository and configuration files, in an echo, a heredoc, or a replacement. */
const settingLines: readonly (readonly [line: RegExp, tool: string])[] = [
  [/\bdeb(?:-src)?\s+\[[^\]\n]*?\b(trusted=yes)\b[^\]\n]*\](?!\s+file:)/g, 'apt'],
  [/^\s*(Trusted:\s*yes)\s*$/gm, 'apt'],
  [/\b(AllowUnauthenticated|AllowInsecureRepositories)["'\s]+(?:true|1|yes)\b/gi, 'apt'],
  [/(?<![\w.=-])(gpgcheck\s*=\s*0)\b/g, 'yum and dnf'],
  [/\b(SigLevel\s*=\s*(?:Never|[\w ]*\bTrustAll))\b/g, 'pacman'],
];

const variables: Readonly<Record<string, { readonly tool: string; readonly off: RegExp }>> = {
  GOSUMDB: { tool: 'go', off: /^off$/ },
  GONOSUMDB: { tool: 'go', off: /^\*$/ },
  GONOSUMCHECK: { tool: 'go', off: /^1$/ },
  GOFLAGS: { tool: 'go', off: /(?:^|\s)-insecure\b/ },
};

/** In document order of instructions. */
export function findUncheckedPackages(file: DockerfileModel): UncheckedPackages[] {
  return file.all('RUN', 'COPY', 'ADD', 'ENV', 'ARG').flatMap((instruction) => {
    if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') return definitions(instruction, file);
    const commands = instruction.keyword === 'RUN' ? commandsOf(instruction) : [];
    const found = [...commands.flatMap((command) => [...byOption(command, file), ...byWord(command), ...byAssignment(command)]), ...byLine(instruction, file)];
    return found.length > 0 && usesArchive(instruction) ? [] : found;
  });
}

/** The archives of releases that have ended: their signatures have expired, and nobody renews them. Told from the stage up to the instruction. */
function usesArchive(instruction: Instruction): boolean {
  const parts = instruction.stage?.chain ?? [];
  return [instruction, ...parts.flatMap(({ instructions }) => instructions.filter(({ index }) => index < instruction.index))].some(({ args, heredocs }) => archive.test(args.text) || heredocs.some(({ content }) => archive.test(content)));
}

const archive = /\b(?:archive\.debian\.org|old-releases\.ubuntu\.com|vault\.centos\.org|snapshot\.debian\.org)\b/;

function byOption(command: ShellCommand, file: DockerfileModel): UncheckedPackages[] {
  const wanted = Object.hasOwn(options, command.name) ? options[command.name]! : [];
  if (wanted.length === 0) return [];
  const { options: given, operands } = parseOptions(command);
  // These install nothing: an index of packages that were just built is made, and signed afterwards.
  if (command.name === 'apk' && operands.some((word) => word.value === 'index' || word.value === 'verify' || word.value === 'fetch')) return [];
  return given.flatMap((option) => {
    const { name, word } = option;
    if (!wanted.includes(name) || (option.valueWord === word && /^(?:false|no|0)$/i.test(option.value ?? ''))) return [];
    const plain = word.literal === name && command.script.origin !== 'exec';
    // --force-yes also says yes.
    const needsYes = name === '--force-yes' && !given.some((other) => other.name === '-y' || other.name === '--yes' || other.name === '--assume-yes');
    const edit = !plain ? undefined : needsYes ? { span: word.span, newText: '-y' } : flagRemoval(option, file);
    return [{ kind: 'option' as const, tool: command.name, what: name, span: word.span, ...(edit ? { fix: { title: needsYes ? 'Use -y' : `Remove ${name}`, edit } } : {}) }];
  });
}

function byWord(command: ShellCommand): UncheckedPackages[] {
  const patterns = settingWords.filter(([name]) => name.test(command.name));
  if (patterns.length === 0) return [];
  return command.args.flatMap((word) => {
    const text = templateOf(word);
    return patterns.some(([, pattern]) => pattern.test(text)) ? [{ kind: 'setting' as const, tool: command.name, what: text, span: word.span }] : [];
  });
}

function byAssignment(command: ShellCommand): UncheckedPackages[] {
  const prefixed = command.assignments.flatMap(({ name, value, span }) => (value?.value === undefined ? [] : variable(name, value.value, span)));
  if (command.name !== 'export') return prefixed;
  const exported = command.args.flatMap((word) => {
    const match = /^(\w+)=(.*)$/s.exec(word.value ?? '');
    return match ? variable(match[1]!, match[2]!, word.span) : [];
  });
  return [...prefixed, ...exported];
}

function definitions(instruction: Instruction, file: DockerfileModel): UncheckedPackages[] {
  return instruction.pairs.flatMap((pair, index) =>
    variable(pair.key.value, pair.value?.resolved ?? '', pair.span).map((found) => {
      const edit = removePair(file, instruction, index);
      return edit ? { ...found, fix: { title: `Remove ${found.what}`, edit } } : found;
    }),
  );
}

function variable(name: string, value: string, span: Span): UncheckedPackages[] {
  const rule = Object.hasOwn(variables, name) ? variables[name]! : undefined;
  return rule?.off.test(value) ? [{ kind: 'variable', tool: rule.tool, what: `${name}=${value}`, span }] : [];
}

function byLine(instruction: Instruction, file: DockerfileModel): UncheckedPackages[] {
  const { span } = instruction;
  const text = file.source.slice(span);
  if (!/gpgcheck|trusted|SigLevel|Allow(?:Unauth|Insecure)/i.test(text)) return [];
  return settingLines.flatMap(([pattern, tool]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const start = span.start + match.index + match[0].indexOf(match[1]!);
      const line = file.source.lineAt(start);
      const before = file.source.text.slice(file.source.lineStart(line), start);
      // Comments, and what sed looks for to replace it.
      if (/^\s*#/.test(before) || /\bs([/|#@,])(?:(?!\1).)*$/.test(before)) return [];
      return [{ kind: 'setting' as const, tool, what: match[1]!, span: { start, end: start + match[1]!.length } }];
    }),
  );
}
