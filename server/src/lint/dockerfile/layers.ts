/** Instructions that stand in a row and could be one layer. */
import type { DockerfileModel, Instruction } from './model';

/** Runs of two or more instructions of the keyword with nothing between them and the same flags, stage by stage. */
export function consecutive(file: DockerfileModel, keyword: 'RUN' | 'COPY' | 'ADD'): readonly (readonly Instruction[])[] {
  const groups: Instruction[][] = [];
  for (const instructions of [file.preamble, ...file.stages.map((stage) => stage.instructions)]) {
    let group: Instruction[] = [];
    for (const instruction of instructions) {
      const [first] = group;
      if (instruction.keyword === keyword && (!first || flagKey(first, file) === flagKey(instruction, file))) group.push(instruction);
      else {
        if (group.length > 1) groups.push(group);
        group = instruction.keyword === keyword ? [instruction] : [];
      }
    }
    if (group.length > 1) groups.push(group);
  }
  return groups;
}

/** Flags in any order. */
function flagKey(instruction: Instruction, file: DockerfileModel): string {
  return instruction.flags.map((flag) => file.source.slice(flag.span)).sort().join(' ');
}
