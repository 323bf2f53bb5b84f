/** Whether a script stops at the first command that fails. */
import type { ShellCommand, ShellScript } from './model';

/** By the words that start the shell, by the first line, or by `set -e` before the given command. */
export function stopsAtErrors(script: ShellScript, before: ShellCommand): boolean {
  const words = script.shebang !== undefined ? script.shebang.split(/\s+/) : script.instruction.before.shell.words;
  if (words.slice(1).some((word, i) => /^-\w*e/.test(word) || (word === 'errexit' && /o$/.test(words[i] ?? '')))) return true;
  return script.commands.some(
    (command) => command.name === 'set' && command.index < before.index && command.args.some((word, i) => /^-\w*e/.test(word.text) || (word.text === 'errexit' && /^-\w*o$/.test(command.args[i - 1]?.text ?? ''))),
  );
}

/** Commands of the script itself, not those in conditions, loops, subshells and strings. */
export function topLevel(script: ShellScript): readonly ShellCommand[] {
  return script.commands.filter((command) => command.script === script && command.context.length === 0);
}
