/** Stages that download with a tool nobody told to try again. */
import type { DockerfileModel, Stage } from '../dockerfile/model';
import { downloadsOf } from './downloads';
import type { ShellCommand, ShellWord } from './model';
import { packageCalls } from './package-commands';
import { commandsOf } from './scripts';
import { windowsCommandsOf } from './windows';
import type { WindowsWord } from './windows';

export interface RetryTool {
  readonly name: string;
  /** The tool as a command. */
  readonly program: RegExp;
  /** Variable that names its configuration, and how its configuration files are called. */
  readonly variable: string;
  readonly file: RegExp;
  /** Its option as a word, for shells without a syntax tree. */
  readonly option: RegExp;
  /** True for a call that says how often to try. */
  retries(command: ShellCommand): boolean;
}

export interface Unretried {
  readonly word: ShellWord | WindowsWord;
  /** The call; absent where the tool is only installed. */
  readonly command?: ShellCommand;
}

/** For each stage the first call, or else the first installation of the tool, unless the stage or one that it starts from is configured or has a finding already. */
export function unretriedUses(file: DockerfileModel, tool: RetryTool): Unretried[] {
  const reported = new Set<number>();
  return file.stages.flatMap((stage) => {
    if (stage.chain.some((part) => reported.has(part.index) || isConfigured(file, part, tool))) return [];
    const use = firstUse(file, stage, tool);
    if (use) reported.add(stage.index);
    return use ? [use] : [];
  });
}

function isConfigured(file: DockerfileModel, stage: Stage, tool: RetryTool): boolean {
  return stage.exit.scope.lookup(tool.variable) !== undefined || stage.instructions.some((instruction) => tool.file.test(file.source.slice(instruction.span)));
}

function firstUse(file: DockerfileModel, stage: Stage, tool: RetryTool): Unretried | undefined {
  const calls = stage.instructions.filter((instruction) => instruction.keyword === 'RUN').flatMap((instruction) => commandsOf(instruction).filter((command) => tool.program.test(command.name) && downloadsOf(command).length > 0));
  const open = calls.find((command) => !tool.retries(command));
  if (open) return { word: open.nameWord, command: open };
  if (calls.length > 0) return undefined;
  const onWindows = windowsUse(stage, tool);
  if (onWindows) return onWindows;
  const installed = packageCalls(file).find(({ instruction, call }) => instruction.stage?.index === stage.index && call.action === 'install' && call.packages.some((item) => item.name === tool.name));
  const word = installed?.call.packages.find((item) => item.name === tool.name)?.word;
  return word && { word };
}

function windowsUse(stage: Stage, tool: RetryTool): Unretried | undefined {
  const commands = stage.instructions.flatMap((instruction) => windowsCommandsOf(instruction));
  // `curl` and `wget` without .exe are other names of Invoke-WebRequest in the PowerShell of Windows.
  const calls = commands.filter(({ name, args, nameWord }) => tool.program.test(name) && /\.exe$/i.test(nameWord.text) && args.some((word) => /^[a-z]+:\/\//i.test(word.text)));
  if (calls.length > 0) {
    const open = calls.find(({ args }) => !args.some((word) => tool.option.test(word.text)));
    return open && { word: open.nameWord };
  }
  const installation = commands.find(({ name, args }) => name === 'choco' && args[0]?.text === 'install' && args.some((word) => word.text === tool.name));
  return installation && { word: installation.args.find((word) => word.text === tool.name)! };
}
