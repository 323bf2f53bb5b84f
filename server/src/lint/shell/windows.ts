/** Commands of cmd and PowerShell scripts: words between separators. There is no syntax tree of either language; blocks and expressions are words like others. */
import type { Instruction } from '../dockerfile/model';
import type { Span } from '../text/span';
import { programName } from './dialect';
import { scriptsOf } from './scripts';
import { once } from '../text/once';

export interface WindowsWord {
  /** Without its quotes. */
  readonly text: string;
  readonly span: Span;
}

export interface WindowsCommand {
  /** Last component of the program's path in lower case, without `.exe`; of a cmdlet its name in lower case. */
  readonly name: string;
  readonly nameWord: WindowsWord;
  /** Words after the name. */
  readonly args: readonly WindowsWord[];
  readonly instruction: Instruction;
}

/** The commands of a RUN that cmd or PowerShell reads, in source order; empty for other shells and for the exec form. */
export const windowsCommandsOf = once((instruction: Instruction): readonly WindowsCommand[] => read(instruction));

/** The value behind a parameter: `-Name x`, `-Name:x`, in any case. */
export function parameter(command: WindowsCommand, name: string): WindowsWord | undefined {
  const at = command.args.findIndex((word) => word.text.toLowerCase() === `-${name.toLowerCase()}`);
  return at < 0 ? undefined : command.args[at + 1];
}

function read(instruction: Instruction): readonly WindowsCommand[] {
  if (instruction.keyword !== 'RUN') return [];
  return scriptsOf(instruction).flatMap((script) => {
    if (script.dialect !== 'cmd' && script.dialect !== 'powershell') return [];
    return split(script.text, script.dialect === 'powershell').map((words): WindowsCommand => {
      const [nameWord, ...args] = words.map(({ text, start, end }) => ({ text, span: script.toSpan(start, end) }));
      return { name: programName(nameWord!.text), nameWord: nameWord!, args, instruction };
    });
  });
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Single quotes and semicolons mean something to PowerShell only. */
function split(text: string, powershell: boolean): Token[][] {
  const pattern = powershell ? /[|&;\n]+|(?:"[^"\n]*"|'[^'\n]*'|[^\s|&;"'])+|["']/g : /[|&\n]+|(?:"[^"\n]*"|[^\s|&"])+|"/g;
  const commands: Token[][] = [[]];
  for (const match of text.matchAll(pattern)) {
    if (/^[|&;\n]/.test(match[0])) commands.push([]);
    else commands[commands.length - 1]!.push({ text: match[0].replace(powershell ? /["']/g : /"/g, ''), start: match.index, end: match.index + match[0].length });
  }
  return commands.filter((words) => words.length > 0);
}
