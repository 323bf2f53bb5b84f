/** Which language a script is written in, told from the words that start its interpreter. */
import type { Dialect } from './model';

const posixShells = new Set(['sh', 'dash', 'ash']);
/** zsh and the Korn shells are near enough to Bash for the commands of a script to be found. */
const bashLike = new Set(['bash', 'rbash', 'zsh', 'ksh', 'ksh93', 'mksh', 'oksh']);

/** Last path component in lower case, without `.exe`. */
export function programName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase().replace(/\.exe$/, '');
}

/** The dialect of one program, undefined where it is no shell. */
export function shellDialect(program: string): Dialect | undefined {
  const name = programName(program);
  if (posixShells.has(name)) return 'posix';
  if (bashLike.has(name)) return 'bash';
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  return name === 'cmd' ? 'cmd' : undefined;
}

/** The program among the words of a SHELL instruction that reads the script: the last one that is a shell, as in `["conda", "run", "/bin/bash", "-c"]`. */
export function shellProgram(words: readonly string[]): string | undefined {
  for (let i = words.length - 1; i >= 0; i--) if (shellDialect(words[i]!) !== undefined) return words[i];
  return undefined;
}

/** Dialect of a shell form under the words of a SHELL instruction. */
export function dialectOfShell(words: readonly string[]): Dialect {
  const program = shellProgram(words);
  return program === undefined ? 'other' : shellDialect(program)!;
}

/** Dialect of a script by its first line without `#!`: `/bin/sh -e`, `/usr/bin/env -S bash -eu`. */
export function dialectOfShebang(shebang: string): Dialect {
  const words = shebang.trim().split(/\s+/);
  if (programName(words[0] ?? '') !== 'env') return shellDialect(words[0] ?? '') ?? 'other';
  const program = words.slice(1).find((word) => !word.startsWith('-') && !word.includes('='));
  return shellDialect(program ?? '') ?? 'other';
}

/** True where `unbash` reads the script's commands. */
export function isShell(dialect: Dialect): boolean {
  return dialect === 'posix' || dialect === 'bash';
}
