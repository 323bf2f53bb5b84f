/** Commands that run another command: what of their words is theirs, and where the other command begins. */
import type { ShellAssignment, ShellCommand, ShellWord } from './model';
import { ExecWord, SyntaxShellWord } from './words';

interface WrapperSpec {
  /** Letters of short options that take a value: `u` for `-u root` and `-uroot`. */
  readonly short?: string;
  /** Long options that take their value as the next word, without dashes. */
  readonly long?: readonly string[];
  /** Words between the options and the command: the user of gosu, the duration of timeout. */
  readonly operands?: number;
  /** `NAME=value` words stand before the command. */
  readonly assignments?: boolean;
  /** With one of these it runs no command, or one that is not made of the words that follow. */
  readonly unless?: readonly string[];
  /** Words that must follow the name: `run` in `conda run`. */
  readonly subcommand?: string;
}

const conda: WrapperSpec = { subcommand: 'run', short: 'np', long: ['name', 'prefix', 'cwd'] };

const wrappers: Readonly<Record<string, WrapperSpec>> = {
  sudo: {
    short: 'ughpCDRTUrt',
    long: ['user', 'group', 'host', 'prompt', 'close-from', 'chdir', 'chroot', 'command-timeout', 'other-user', 'role', 'type'],
    assignments: true,
    unless: ['-e', '--edit', '-l', '--list', '-v', '--validate', '-V', '--version'],
  },
  doas: { short: 'uC' },
  env: { short: 'uC', long: ['unset', 'chdir'], assignments: true, unless: ['-S', '--split-string', '--version'] },
  exec: { short: 'a' },
  time: { short: 'fo', long: ['format', 'output'] },
  nice: { short: 'n', long: ['adjustment'] },
  ionice: { short: 'cnp', long: ['class', 'classdata', 'pid'], unless: ['-p', '--pid'] },
  nohup: {},
  command: { unless: ['-v', '-V'] },
  builtin: {},
  xargs: { short: 'IEdLnPsa', long: ['max-args', 'max-procs', 'max-chars', 'delimiter', 'arg-file', 'process-slot-var'] },
  timeout: { short: 'sk', long: ['signal', 'kill-after'], operands: 1 },
  gosu: { operands: 1 },
  'su-exec': { operands: 1 },
  's6-setuidgid': { operands: 1 },
  setuidgid: { operands: 1 },
  setpriv: {
    long: ['reuid', 'regid', 'groups', 'inh-caps', 'ambient-caps', 'bounding-set', 'securebits', 'pdeathsig', 'selinux-label', 'apparmor-profile', 'ruid', 'euid', 'rgid', 'egid'],
    unless: ['-d', '--dump'],
  },
  chroot: { long: ['userspec', 'groups'], operands: 1 },
  runuser: { short: 'ugG', long: ['user', 'group', 'supp-group'], unless: ['-c', '--command', '--session-command', '-', '-l', '--login'] },
  busybox: { unless: ['--install', '--list', '--list-full', '--help'] },
  toybox: {},
  setsid: {},
  stdbuf: { short: 'ioe', long: ['input', 'output', 'error'] },
  flock: { short: 'wEp', long: ['wait', 'timeout', 'conflict-exit-code'], operands: 1 },
  'ssh-agent': { short: 'atPE' },
  fakeroot: { short: 'lisb', long: ['lib', 'faked', 'fd-base'] },
  eatmydata: {},
  chronic: {},
  unbuffer: {},
  catchsegv: {},
  linux32: {},
  linux64: {},
  'xvfb-run': { short: 'efnpsw', long: ['error-file', 'auth-file', 'server-num', 'xauth-protocol', 'server-args', 'wait'] },
  'dumb-init': { short: 'r', long: ['rewrite'] },
  tini: { short: 'pe' },
  catatonit: {},
  conda,
  mamba: conda,
  micromamba: conda,
};

/** Steps through one word of options; the index after it, or `at` where it is no option. */
function skipOption(words: readonly ShellWord[], at: number, spec: WrapperSpec): number {
  const text = words[at]!.literal ?? words[at]!.text;
  if (text.length < 2 || text[0] !== '-') return at;
  if (text.startsWith('--')) {
    const takesNext = !text.includes('=') && (spec.long?.includes(text.slice(2)) ?? false);
    return at + (takesNext ? 2 : 1);
  }
  for (let i = 1; i < text.length; i++) if (spec.short?.includes(text[i]!)) return at + (i === text.length - 1 ? 2 : 1);
  return at + 1;
}

const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=/;

/** `NAME=value` written as an argument. */
export function assignmentOf(word: ShellWord): ShellAssignment | undefined {
  const exec = word instanceof ExecWord;
  const match = assignment.exec(exec ? word.literal : word.text);
  if (!match) return undefined;
  const skipped = match[0].length;
  const value = exec ? word.rest(skipped) : word instanceof SyntaxShellWord ? new SyntaxShellWord(word.node, word.frame, word.dialect, word.environment, word.from + skipped) : undefined;
  return { name: match[1]!, value, span: word.span };
}

export interface LookedThrough {
  readonly wrappers: ShellCommand['wrappers'];
  readonly assignments: readonly ShellAssignment[];
  /** Where the command that is run begins in `words`. */
  readonly start: number;
}

const nothing: LookedThrough = { wrappers: [], assignments: [], start: 0 };

export function baseName(word: ShellWord): string {
  const literal = word.literal;
  return literal === undefined ? '' : literal.slice(literal.lastIndexOf('/') + 1);
}

export function lookThrough(words: readonly ShellWord[]): LookedThrough {
  if (words.length < 2 || !Object.hasOwn(wrappers, baseName(words[0]!))) return nothing;
  const found: { name: string; word: ShellWord; args: readonly ShellWord[] }[] = [];
  const assignments: ShellAssignment[] = [];
  let start = 0;
  for (;;) {
    const name = baseName(words[start]!);
    const next = Object.hasOwn(wrappers, name) ? commandStart(words, start + 1, wrappers[name]!, assignments) : undefined;
    if (next === undefined) break;
    found.push({ name, word: words[start]!, args: words.slice(start + 1, next) });
    start = next;
  }
  return found.length === 0 ? nothing : { wrappers: found, assignments, start };
}

/** Where the command of a wrapper begins, undefined where there is none. */
function commandStart(words: readonly ShellWord[], from: number, spec: WrapperSpec, assignments: ShellAssignment[]): number | undefined {
  let at = from;
  if (spec.subcommand !== undefined && words[at++]?.literal !== spec.subcommand) return undefined;
  const own: ShellAssignment[] = [];
  let operands = spec.operands ?? 0;
  for (let options = true; at < words.length; ) {
    const literal = words[at]!.literal;
    if (options && literal !== undefined && spec.unless?.some((flag) => literal === flag || literal.startsWith(`${flag}=`))) return undefined;
    if (options && literal === '--') {
      options = false;
      at++;
      continue;
    }
    const next = options ? skipOption(words, at, spec) : at;
    if (next > at) {
      at = next;
      continue;
    }
    const assigned = spec.assignments ? assignmentOf(words[at]!) : undefined;
    if (assigned) own.push(assigned);
    else if (operands > 0) operands--;
    else break;
    // Operands end the options; `env -i A=b -u C` does not exist either.
    options = false;
    at++;
  }
  if (at >= words.length || words[at]!.text.startsWith('-')) return undefined;
  assignments.push(...own);
  return at;
}
