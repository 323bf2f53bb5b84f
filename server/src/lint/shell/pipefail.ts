/** Pipelines of a RUN whose exit status hides that a command before the last one failed. */
import type { Instruction } from '../dockerfile/model';
import type { Span } from '../text/span';
import { programName } from './dialect';
import { downloadsOf } from './downloads';
import type { ShellCommand, ShellScript, ShellWord } from './model';
import { parseOptions } from './options';
import { scriptsOf } from './scripts';
import { verificationOf } from './verification';

export interface OpenPipeline {
  readonly commands: readonly ShellCommand[];
  /** The `|` between the first two commands. */
  readonly span: Span;
  /** True where everything before the last command only prints what it is given or what packages there are, or the last one notices input that is cut short. */
  readonly harmless: boolean;
  /** A command that may end before it has read everything. What writes to it is then stopped by a signal, and with pipefail the pipeline fails for that. */
  readonly stopsEarly?: ShellCommand;
  /** What is hidden is worth a word: not where pipefail would break what works, unless a download is hidden, which is better kept in a file first. */
  readonly told: boolean;
}

/** Commands that hardly ever fail. */
const printers: ReadonlySet<string> = new Set(['echo', 'printf', 'yes', 'true', ':', 'uname', 'arch', 'nproc', 'date', 'hostname', 'whoami', 'id', 'find', 'fc-list', 'getconf', 'lsb_release', 'basename', 'dirname']);
/** Of these, what may print more than a pipe holds. */
const talkative: ReadonlySet<string> = new Set(['find', 'fc-list']);
/** What they do to their input cannot fail for a reason of the build. */
const filters: ReadonlySet<string> = new Set(['awk', 'cut', 'head', 'rev', 'sed', 'sort', 'tac', 'tail', 'tr', 'uniq']);
/** Of a package manager: what it prints about its own database, which is there. */
const queries: Readonly<Record<string, RegExp>> = { 'apt-mark': /^show/, 'dpkg-query': /^-/, dpkg: /^(?:-[lLSs]|--(?:list|listfiles|search|status|get-selections|print-architecture|print-foreign-architectures))$/, rpm: /^(?:-q|--query)/, apk: /^info$/, scanelf: /^-/ };
const unpackers: ReadonlySet<string> = new Set(['unzip', 'gunzip', 'bunzip2', 'unxz', 'unzstd', 'zcat', 'bzcat', 'xzcat', 'zstdcat', 'unlzma']);
/** Shells that know pipefail; what /bin/sh is depends on the image. */
const knowing: ReadonlySet<string> = new Set(['bash', 'zsh', 'ash', 'ksh', 'mksh']);

/** Pipelines that run without pipefail, those whose failure is dealt with (`|| …`, conditions) left out. `text` is the document's. */
export function openPipelines(instruction: Instruction, text: string): readonly OpenPipeline[] {
  if (instruction.keyword !== 'RUN') return [];
  return scriptsOf(instruction).flatMap((script) => {
    if (script.origin === 'exec' || script.pipelines.length === 0 || shellSetsPipefail(script)) return [];
    return script.pipelines.flatMap(({ commands }) => open(script, commands, text));
  });
}

function open(script: ShellScript, commands: readonly ShellCommand[], text: string): OpenPipeline[] {
  const [first, second] = commands;
  const last = commands[commands.length - 1];
  if (!first || !second || !last || first.context.includes('if-condition') || isDealtWith(script, last) || isUnread(first) || setsPipefailBefore(script, first)) return [];
  const between = text.slice(first.span.end, second.span.start);
  const bar = between.indexOf('|');
  const span = bar < 0 ? second.nameWord.span : { start: first.span.end + bar, end: first.span.end + bar + 1 };
  const harmless = (isPrinter(first) && commands.slice(1, -1).every((command) => isPrinter(command) || filters.has(command.name))) || unpacks(last) || comparesSums(last) || takesKeys(last) || looksFor(last);
  const stopsEarly = earlyReader(commands);
  return [{ commands, span, harmless, ...(stopsEarly && { stopsEarly }), told: !harmless && (!stopsEarly || downloadsOf(first).some(({ to }) => to.kind === 'stdout')) }];
}

/** Not where what it is given surely fits into the pipe: a few words that are only filtered on the way. `yes` always writes on until it is stopped. */
function earlyReader(commands: readonly ShellCommand[]): ShellCommand | undefined {
  if (commands[0]!.name === 'yes') return commands[1];
  const short = printers.has(commands[0]!.name) && !talkative.has(commands[0]!.name);
  return commands.find((command, i) => i > 0 && endsEarly(command) && !(short && commands.slice(1, i).every(({ name }) => filters.has(name))));
}

/** `head`, `grep -q`, `grep -m 1`, `sed 5q`, `awk '{ print; exit }'`. */
function endsEarly(command: ShellCommand): boolean {
  const { name, args } = command;
  // `head -n -5` has to see the end.
  if (name === 'head') return !args.some((word, i) => /^(?:-[nc]|--(?:lines|bytes)=)-/.test(word.text) || (/^(?:-[nc]|--lines|--bytes)$/.test(word.text) && args[i + 1]?.text.startsWith('-')));
  if (/^(?:[efz]|[bx]z)?grep$/.test(name)) return parseOptions(command).options.some((option) => /^(?:-[qlm]|--(?:quiet|silent|files-with-matches|max-count))$/.test(option.name));
  if (name === 'sed' || name === 'gsed') return args.some((word) => /(?:^|[;{\n\d$/!\s])[qQ]\s*\d*\s*(?:$|[;}\n])/.test(script(word).replace(substitutions, '')));
  // Those of END come after the last line.
  if (/^[gmn]?awk$/.test(name)) return args.some((word) => /\bexit\b/.test(script(word).replace(/\bEND\s*\{[^}]*\}/g, '')));
  return false;
}

/** `s/a/b/` of sed, in which a q is a letter. */
const substitutions = /(?<=^|[;{\n\d$/!\s])[sy]([/|#,@%:!])(?:\\.|(?!\1).)*\1(?:\\.|(?!\1).)*\1/g;

/** A program handed over as an argument, not an option. */
function script(word: ShellWord): string {
  return word.text.startsWith('-') ? '' : word.literal ?? word.text;
}

/** Compressed data ends with a checksum, so whoever unpacks it fails where it is missing or cut short. */
function unpacks({ name, args }: ShellCommand): boolean {
  if (unpackers.has(name)) return true;
  if (name === 'busybox') return args[0]?.literal === 'unzip';
  if (name !== 'tar' && name !== 'bsdtar') return false;
  const options = args.map((word) => word.literal ?? '');
  const short = options.filter((text, i) => (i === 0 ? /^-?[a-zA-Z]+$/ : /^-[a-zA-Z]+$/).test(text)).join('');
  return (short.includes('x') || options.includes('--extract')) && (/[zjJZ]/.test(short) || options.some((text) => /^--(?:gzip|gunzip|bzip2|xz|zstd|lzma|lzip)$/.test(text)));
}

/** `sha256sum -c` fails where it is given no line. */
function comparesSums(command: ShellCommand): boolean {
  const verification = verificationOf(command);
  return verification !== undefined && verification.algorithm !== 'signature';
}

/** gpg fails where there is no key to read, or half of one. */
function takesKeys({ name, args }: ShellCommand): boolean {
  const options = args.map((word) => word.literal);
  return /^gpg2?$/.test(name) ? options.some((text) => text === '--dearmor' || text === '--import') : name === 'apt-key' && options.includes('add');
}

/** grep fails where it finds nothing, as in what a command did not print. With pipefail, `grep -q` would even fail because it found something early. */
function looksFor({ name, args }: ShellCommand): boolean {
  return /^[efz]?grep$/.test(name) && !args.some((word) => /^(?:-[a-zA-Z]*[vcL]|--(?:invert-match|count|files-without-match))/.test(word.text));
}

/** `echo "$(a | b)"`: nobody reads the status of a substitution but an assignment, with pipefail or without. */
function isUnread({ context, parent }: ShellCommand): boolean {
  return context.includes('substitution') && (parent === undefined || parent.command.words.length > 0);
}

/** `cat` without a file passes on what it reads. */
function isPrinter(command: ShellCommand): boolean {
  if (Object.hasOwn(queries, command.name)) return queries[command.name]!.test(command.args[0]?.literal ?? '');
  if (command.args.length === 1 && /^(?:--version|-[vV])$/.test(command.args[0]!.text)) return true;
  return printers.has(command.name) || (command.name === 'cat' && command.args.every((word) => word.text.startsWith('-')));
}

/** `… || true`: the exit status is looked at. */
function isDealtWith(script: ShellScript, last: ShellCommand): boolean {
  const next = script.commands.find((command) => command.span.start > last.span.start && command.context.length === last.context.length);
  return next?.join === '||' || last.context.includes('negated');
}

function shellSetsPipefail(script: ShellScript): boolean {
  const words = script.origin === 'heredoc' && script.shebang !== undefined ? script.shebang.split(/\s+/) : script.instruction.before.shell.words;
  const names = words.map((word) => programName(word));
  const option = words.some((word, i) => word === 'pipefail' && /^[-+]\w*o$/.test(words[i - 1] ?? ''));
  return option && names.some((name) => knowing.has(name));
}

/** `set -o pipefail`, `set -euo pipefail`, `shopt -so pipefail` earlier in the script. */
function setsPipefailBefore(script: ShellScript, command: ShellCommand): boolean {
  return script.commands.some(
    (other) => (other.name === 'set' || other.name === 'shopt') && other.span.start < command.span.start && other.args.some((word, i) => word.literal === 'pipefail' && /^-\w*o$/.test(other.args[i - 1]?.literal ?? '')),
  );
}
