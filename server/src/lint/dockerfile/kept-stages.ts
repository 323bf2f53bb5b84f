/** Which stages' layers somebody pulls: caches and leftovers matter in those only. */
import type { DockerfileModel, Instruction } from './model';
import { sourceReferences } from './stages';
import { once } from '../text/once';

/**
 * True where the layers of the instruction's stage end up in an image: the final stage and those it starts from. A stage that nothing uses and that has no name is meant to be an image too; one
 * with a name may just as well be there for tests. Before the first FROM, where a file is not finished yet, everything counts.
 */
export function isKept(file: DockerfileModel, instruction: Instruction): boolean {
  return instruction.stage === undefined || keptStages(file.whole ?? file).has(instruction.stage.index);
}

const keptStages = once((file: DockerfileModel): ReadonlySet<number> => {
  const used = new Set(sourceReferences(file).flatMap(({ source }) => (source.kind === 'stage' ? [source.stage.index] : [])));
  const images = file.stages.filter((stage) => stage.final || (stage.name === undefined && !used.has(stage.index)));
  return new Set(images.flatMap((stage) => stage.chain.map((part) => part.index)));
});
