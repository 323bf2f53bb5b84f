/** Words of a command that another shell reads as a script, and commands that `find` runs. */
import { shellDialect } from './dialect';
import type { Dialect, ShellWord } from './model';

export interface ScriptWord {
  readonly word: ShellWord;
  readonly dialect: Dialect;
}

/** `sh -c '…'`, `su -c '…'`, `eval '…'`: the word that holds a script. */
export function scriptWord(name: string, args: readonly ShellWord[], dialect: Dialect): ScriptWord | undefined {
  const shell = shellDialect(name);
  if (shell === 'posix' || shell === 'bash') {
    const { string, word } = shellArguments(args);
    return string && word ? { word, dialect: shell } : undefined;
  }
  if (name === 'su' || name === 'runuser') return loginScript(args);
  if (name === 'flock') return after(args, ['-c', '--command'], 'posix');
  return name === 'eval' && args.length === 1 ? { word: args[0]!, dialect } : undefined;
}

/** Whether a shell with these arguments reads its script from standard input. */
export function readsStandardInput(name: string, args: readonly ShellWord[]): Dialect | undefined {
  const shell = shellDialect(name);
  if (shell !== 'posix' && shell !== 'bash') return undefined;
  const { string, input, word } = shellArguments(args);
  return !string && (input || !word || word.literal === '-' || word.literal === '/dev/stdin') ? shell : undefined;
}

interface ShellArguments {
  /** `-c` is given. */
  readonly string: boolean;
  /** `-s` is given. */
  readonly input: boolean;
  /** First word that is no option. */
  readonly word: ShellWord | undefined;
}

function shellArguments(args: readonly ShellWord[]): ShellArguments {
  let string = false;
  let input = false;
  let at = 0;
  for (; at < args.length; at++) {
    const text = args[at]!.literal ?? args[at]!.text;
    if (text === '--') {
      at++;
      break;
    }
    if (text.startsWith('--')) {
      if (text === '--rcfile' || text === '--init-file') at++;
      continue;
    }
    if (!/^[-+]./.test(text)) break;
    if (text[0] === '-' && text.includes('c')) string = true;
    if (text[0] === '-' && text.includes('s')) input = true;
    // -o and -O take the name of a shell option: `-euo pipefail`.
    at += text.split(/[oO]/).length - 1;
  }
  return { string, input, word: args[at] };
}

function loginScript(args: readonly ShellWord[]): ScriptWord | undefined {
  const shell = after(args, ['-s', '--shell'], 'posix')?.word.literal;
  return after(args, ['-c', '--command', '--session-command', '-lc', '-pc', '-mc'], (shell === undefined ? undefined : shellDialect(shell)) ?? 'posix');
}

function after(args: readonly ShellWord[], flags: readonly string[], dialect: Dialect): ScriptWord | undefined {
  const at = args.findIndex((word) => word.literal !== undefined && flags.includes(word.literal));
  const word = at === -1 ? undefined : args[at + 1];
  return word ? { word, dialect } : undefined;
}

/** Words of each command in `find … -exec COMMAND {} \;`. */
export function findCommands(args: readonly ShellWord[]): ShellWord[][] {
  const commands: ShellWord[][] = [];
  for (let at = 0; at < args.length; at++) {
    if (!/^-(exec|execdir|ok|okdir)$/.test(args[at]!.literal ?? '')) continue;
    const start = ++at;
    while (at < args.length && args[at]!.literal !== ';' && !(args[at]!.literal === '+' && args[at - 1]!.literal === '{}')) at++;
    if (at > start) commands.push(args.slice(start, at));
  }
  return commands;
}
