import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import type { DockerfileModel, Instruction } from '../../../server/src/lint/dockerfile/model';
import type { ShellCommand, ShellScript } from '../../../server/src/lint/shell/model';
import { commandsOf, scriptsOf } from '../../../server/src/lint/shell/scripts';

export interface Read {
  readonly model: DockerfileModel;
  readonly instruction: Instruction;
  readonly scripts: readonly ShellScript[];
  readonly commands: readonly ShellCommand[];
}

/** Reads a Dockerfile and takes its last instruction, or the trigger of its last ONBUILD. */
export function read(dockerfile: string): Read {
  const model = parseDockerfile(dockerfile, 'file:///Dockerfile');
  const last = model.instructions[model.instructions.length - 1]!;
  const instruction = last.trigger ?? last;
  return { model, instruction, scripts: scriptsOf(instruction), commands: commandsOf(instruction) };
}

/** Reads one RUN. */
export function run(script: string, before = ''): Read {
  return read(`FROM debian:12\n${before}RUN ${script}`);
}

/** One line a command: `join context… wrapper… : words` with each word as it stands in the document. */
export function draw({ model, commands }: Read): string[] {
  return commands.map((command) => {
    const context = command.context.map((name) => ` ${name}`).join('');
    const wrappers = command.wrappers.map((wrapper) => ` ${wrapper.name}[${wrapper.args.map((word) => word.text).join(' ')}]`).join('');
    const assignments = command.assignments.map((assignment) => ` ${assignment.name}=${assignment.value?.value ?? '?'}`).join('');
    return `${command.join}${context}${wrappers}${assignments} : ${command.words.map((word) => model.source.slice(word.span)).join(' ')}`.trim();
  });
}
