/**
 * Longest common subsequence of two lists of strings (Myers' greedy algorithm, "An O(ND) Difference Algorithm and Its Variations", 1986). Pure.
 * Used twice: to find the instructions of a scan in an edited Dockerfile, and to make small edits out of a whole fixed text.
 */

/** Differences above which the middle is given up as changed: bounds time and memory on texts that have nothing in common. */
const maxDifferences = 1000;

/** For each element of `before` the index of its counterpart in `after`, or -1. Indices rise; counterparts are equal. */
export function align(before: readonly string[], after: readonly string[]): number[] {
  const counterpart = new Array<number>(before.length).fill(-1);
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    counterpart[start] = start;
    start++;
  }
  let beforeEnd = before.length;
  let afterEnd = after.length;
  while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) counterpart[--beforeEnd] = --afterEnd;
  alignMiddle(before, after, start, beforeEnd, afterEnd, counterpart);
  return counterpart;
}

/** Aligns `before[start, beforeEnd)` with `after[start, afterEnd)`. */
function alignMiddle(before: readonly string[], after: readonly string[], start: number, beforeEnd: number, afterEnd: number, counterpart: number[]): void {
  const n = beforeEnd - start;
  const m = afterEnd - start;
  if (n === 0 || m === 0) return;
  const limit = Math.min(n + m, maxDifferences);
  const origin = limit + 1;
  /** Furthest x on each diagonal k = x - y, at `origin + k`. */
  const furthest = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= limit; d++) {
    trace.push(furthest.slice());
    for (let k = -d; k <= d; k += 2) {
      let x = stepsDown(furthest, origin, k, d) ? furthest[origin + k + 1]! : furthest[origin + k - 1]! + 1;
      while (x < n && x - k < m && before[start + x] === after[start + x - k]) x++;
      furthest[origin + k] = x;
      if (x >= n && x - k >= m) {
        backtrack(trace, n, m, origin, start, counterpart);
        return;
      }
    }
  }
}

/** True where the best path to diagonal `k` in step `d` comes from `k + 1`: an insertion. */
function stepsDown(furthest: Int32Array, origin: number, k: number, d: number): boolean {
  return k === -d || (k !== d && furthest[origin + k - 1]! < furthest[origin + k + 1]!);
}

/** Follows the states before each step from the end to the start and notes the equal elements on the way. */
function backtrack(trace: readonly Int32Array[], n: number, m: number, origin: number, start: number, counterpart: number[]): void {
  let x = n;
  let y = m;
  for (let d = trace.length - 1; d >= 0; d--) {
    const furthest = trace[d]!;
    const k = x - y;
    const fromK = stepsDown(furthest, origin, k, d) ? k + 1 : k - 1;
    const fromX = furthest[origin + fromK]!;
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      counterpart[start + x] = start + y;
    }
    x = fromX;
    y = fromY;
  }
}
