/** Scripts of the project that an instruction runs: what they do is not known. */
import type { Instruction } from '../dockerfile/model';
import type { ShellCommand } from './model';
import { commandsOf } from './scripts';

const scriptFile = /\.(?:sh|bash|py|pl|rb|ps1)$/;
const systemPath = /^\/(?:usr\/)?(?:local\/)?s?bin\//;
const runners = /^(?:(?:ba|da|z|k)?sh|source|\.|python[\d.]*|perl|ruby|make|ansible-playbook|ansible-pull|puppet|chef-solo)$/;

/** True where a command is a script by its name or place, or is handed to an interpreter, and where make or a configuration tool runs. */
export function startsScript(instruction: Instruction): boolean {
  return commandsOf(instruction).some(isScript);
}

function isScript(command: ShellCommand): boolean {
  const path = command.nameWord.value;
  if (path === undefined) return true;
  if (scriptFile.test(command.name) || (/^\.{0,2}\//.test(path) && !systemPath.test(path))) return true;
  if (!runners.test(command.name)) return false;
  if (command.name === 'make' || /^(?:ansible|puppet|chef)/.test(command.name)) return true;
  return command.args.some((word) => word.value === undefined || (!word.value.startsWith('-') && (scriptFile.test(word.value) || word.value.includes('/'))));
}
