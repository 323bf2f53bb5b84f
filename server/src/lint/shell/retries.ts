/** Stages that download with a tool nobody told to try again. */
import type { DockerfileModel, Stage } from '../dockerfile/model';
import { downloadsOf } from './downloads';
import type { ShellCommand, ShellWord } from './model';
import { packageCalls } from './package-commands';
import { commandsOf } from './scripts';

export interface RetryTool {
  readonly name: string;
  /** The tool as a command. */
  readonly program: RegExp;
  /** Variable that names its configuration, and how its configuration files are called. */
  readonly variable: string;
  readonly file: RegExp;
  /** True for a call that says how often to try. */
  retries(command: ShellCommand): boolean;
}

export interface Unretried {
  readonly word: ShellWord;
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
  const installed = packageCalls(file).find(({ instruction, call }) => instruction.stage?.index === stage.index && call.action === 'install' && call.packages.some((item) => item.name === tool.name));
  const word = installed?.call.packages.find((item) => item.name === tool.name)?.word;
  return word && { word };
}
