/** Where the instructions stand that say how a container starts. */
import type { Instruction, Stage } from './model';

const order: readonly string[] = ['STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'];

/** Position in the usual order; -1 for steps of the build. */
export const kindOf = (instruction: Instruction): number => order.indexOf(instruction.keyword);

/** The first such instruction that another one should stand before: a step of the build, or one that comes earlier in the order. */
export function startOrder(stage: Stage): { readonly instruction: Instruction; readonly other: Instruction } | undefined {
  for (const instruction of stage.instructions) {
    const kind = kindOf(instruction);
    if (kind < 0) continue;
    const other = stage.instructions.find((later) => later.index > instruction.index && kindOf(later) < kind);
    if (other) return { instruction, other };
  }
  return undefined;
}
