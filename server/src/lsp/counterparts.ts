/** Finds the instructions of one version of a Dockerfile in another one. Pure. */
import { align } from './align';

/** Cells of the table above which the cheaper alignment, which knows nothing of stages, is good enough. */
const maxCells = 1_000_000;

export interface Comparable {
  /** Equal for instructions that do the same. */
  readonly meaning: string;
  readonly startsStage: boolean;
}

/**
 * For each instruction of `before` the index of its counterpart in `after`, or -1. As many pairs as possible; among those, as many as possible that follow their neighbour
 * within a stage, so that a FROM stays with the instructions of its stage when a stage with the same base is added.
 */
export function counterparts(before: readonly Comparable[], after: readonly Comparable[]): number[] {
  const n = before.length;
  const m = after.length;
  if (n * m > maxCells) return align(before.map((one) => one.meaning), after.map((one) => one.meaning));
  const width = m + 1;
  const pair = n + m + 1;
  /** Best score of the first i and j instructions, and the best of those that end in a pair (0: they cannot). */
  const best = new Float64Array((n + 1) * width);
  const paired = new Float64Array((n + 1) * width);
  for (let i = 1; i <= n; i++) {
    for (let j = 1; j <= m; j++) {
      const at = i * width + j;
      if (before[i - 1]!.meaning === after[j - 1]!.meaning) paired[at] = pair + Math.max(best[at - width - 1]!, neighbourScore(paired, before, i, at - width - 1));
      best[at] = Math.max(paired[at]!, best[at - width]!, best[at - 1]!);
    }
  }
  return read(before, best, paired, width, n, m);
}

/** Score of following a pair directly; 0 where there is none to follow. */
function neighbourScore(paired: Float64Array, before: readonly Comparable[], i: number, previous: number): number {
  return paired[previous]! === 0 || before[i - 1]!.startsStage ? 0 : paired[previous]! + 1;
}

function read(before: readonly Comparable[], best: Float64Array, paired: Float64Array, width: number, n: number, m: number): number[] {
  const counterpart = new Array<number>(n).fill(-1);
  let i = n;
  let j = m;
  let mustPair = false;
  while (i > 0 && j > 0) {
    const at = i * width + j;
    if (mustPair || (paired[at]! > 0 && paired[at] === best[at])) {
      counterpart[i - 1] = j - 1;
      const previous = at - width - 1;
      const following = neighbourScore(paired, before, i, previous);
      mustPair = following > 0 && following >= best[previous]!;
      i--;
      j--;
    } else if (best[at] === best[at - width]) i--;
    else j--;
  }
  return counterpart;
}
