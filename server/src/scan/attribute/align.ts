/**
 * Lays the history beside the Dockerfile's instructions. Both are in order, the Dockerfile's part is the end of the history, and either side may have entries that the
 * other lacks (the file was edited after the build; a base image's ONBUILD). The best alignment is the one with the highest score, found by dynamic programming.
 */
import type { Expected, Fit } from './expected';
import type { HistoryInstruction } from './history';

export interface Alignment {
  /** For each history entry: index of its instruction, and how well it fits. */
  readonly pairs: readonly ({ readonly expected: number; readonly fit: Fit } | undefined)[];
  /** Entries before this index belong to the base image. */
  readonly head: number;
  /** Exact fits. */
  readonly exact: number;
}

const score: Readonly<Record<Fit, number>> = { exact: 4, loose: 2, none: -Infinity };
/** An entry or an instruction without a partner inside the Dockerfile's part. Small, so that one edited line does not tear the rest apart. */
const gap = -0.5;

export function align(history: readonly HistoryInstruction[], expected: readonly Expected[]): Alignment {
  const rows = history.length;
  const columns = expected.length;
  const width = columns + 1;
  // best[i][j]: score of history[i..] against expected[j..].
  const best = new Float64Array((rows + 1) * width);
  const fits = new Map<number, Fit>();
  for (let j = columns - 1; j >= 0; j--) best[rows * width + j] = best[rows * width + j + 1]! + gap;
  for (let i = rows - 1; i >= 0; i--) {
    best[i * width + columns] = best[(i + 1) * width + columns]! + gap;
    for (let j = columns - 1; j >= 0; j--) {
      const fit = expected[j]!.fit(history[i]!);
      if (fit !== 'none') fits.set(i * width + j, fit);
      best[i * width + j] = Math.max(score[fit] + best[(i + 1) * width + j + 1]!, gap + best[(i + 1) * width + j]!, gap + best[i * width + j + 1]!);
    }
  }
  const head = bestHead(best, rows, width);
  return trace(best, fits, rows, columns, width, head);
}

/** The base image's entries cost nothing: the Dockerfile's part begins where the rest scores best, as late as possible. */
function bestHead(best: Float64Array, rows: number, width: number): number {
  let head = rows;
  for (let i = rows; i >= 0; i--) if (best[i * width]! > best[head * width]! + 1e-9) head = i;
  return head;
}

function trace(best: Float64Array, fits: ReadonlyMap<number, Fit>, rows: number, columns: number, width: number, head: number): Alignment {
  const pairs: ({ expected: number; fit: Fit } | undefined)[] = Array.from({ length: rows }, () => undefined);
  let exact = 0;
  let i = head;
  let j = 0;
  while (i < rows && j < columns) {
    const here = best[i * width + j]!;
    const fit = fits.get(i * width + j);
    if (fit && Math.abs(here - (score[fit] + best[(i + 1) * width + j + 1]!)) < 1e-9) {
      pairs[i] = { expected: j, fit };
      if (fit === 'exact') exact++;
      i++;
      j++;
    } else if (Math.abs(here - (gap + best[i * width + j + 1]!)) < 1e-9) j++;
    else i++;
  }
  return { pairs, head, exact };
}
