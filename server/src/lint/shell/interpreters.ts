/** Programs that run what they are given as code. */
import type { ShellCommand } from './model';

const interpreters = /^(?:(?:ba|da|a|z|k|mk|fi)?sh|python[\d.]*|pypy[\d.]*|perl|ruby|node|nodejs|php|deno|bun|pwsh|powershell|iex|tclsh|lua[\d.]*|Rscript|source|\.|eval)$/;

/** True where the command reads its program from standard input: `sh`, `bash -s -- --yes`, `python3 -`. With a script file or `-c` it does not. */
export function runsStandardInput(command: ShellCommand): boolean {
  if (!interpreters.test(command.name)) return false;
  const [first] = command.args;
  if (first === undefined) return true;
  const texts = command.args.map((word) => word.value ?? '');
  if (texts.includes('-') || texts.includes('/dev/stdin') || texts.some((text) => /^-[a-z]*s[a-z]*$/.test(text) && isShell(command))) return true;
  // Options alone, such as `bash -ex`, still read standard input; a program given by -c, -e or -m does not.
  return texts.every((text) => text.startsWith('-')) && !texts.some((text) => /^-[a-zA-Z]*[cemMr]$/.test(text) || text.startsWith('--'));
}

export function isInterpreter(name: string): boolean {
  return interpreters.test(name);
}

function isShell(command: ShellCommand): boolean {
  return /sh$/.test(command.name);
}
