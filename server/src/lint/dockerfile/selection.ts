/** Some of a file's instructions: by keyword, or as a part of the file. */
import type { DockerfileModel, Instruction, Stage } from './model';

export function withTriggers(instructions: readonly Instruction[]): Instruction[] {
  return instructions.flatMap((instruction) => (instruction.trigger ? [instruction, instruction.trigger] : [instruction]));
}

/** Every rule asks for instructions by keyword, most for the same few; each answer is made once. */
export function selector(instructions: readonly Instruction[]): DockerfileModel['all'] {
  const everything = withTriggers(instructions);
  const answers = new Map<string, readonly Instruction[]>();
  return (...wanted) => {
    const key = wanted.length === 1 ? wanted[0]! : wanted.join();
    let answer = answers.get(key);
    if (!answer) answers.set(key, (answer = everything.filter((instruction) => (wanted as string[]).includes(instruction.keyword))));
    return answer;
  };
}

/** The file as a rule sees it that shall look at these instructions only. Stages and all that hangs on them stay those of the whole file. */
export function partOf(model: DockerfileModel, instructions: readonly Instruction[]): DockerfileModel {
  return { ...model, instructions, all: selector(instructions), whole: model };
}

/** The file as a rule sees it that shall look at what stands before the first FROM, or not, and at these stages only. */
export function stagesOf(model: DockerfileModel, withPreamble: boolean, stages: readonly Stage[]): DockerfileModel {
  const preamble = withPreamble ? model.preamble : [];
  const finalStage = stages.find((stage) => stage.final);
  return { ...partOf(model, [...preamble, ...stages.flatMap((stage) => [stage.instruction, ...stage.instructions])]), preamble, stages, finalStage };
}
