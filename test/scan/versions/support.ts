import assert from 'node:assert/strict';
import type { VersionComparator } from '../../../server/src/scan/advisories/versions/index';

/** Every version of an ascending list against every other one, both ways round. `=` within an item separates equal spellings. */
export function assertAscending(compare: VersionComparator, ascending: readonly string[]): void {
  const groups = ascending.map((item) => item.split(' = '));
  groups.forEach((group, i) => {
    groups.forEach((other, j) => {
      for (const a of group) {
        for (const b of other) {
          const result = compare(a, b);
          assert.notEqual(result, undefined, `${a} or ${b} cannot be read`);
          assert.equal(Math.sign(result as number), Math.sign(i - j), `${a} against ${b}`);
        }
      }
    });
  });
}

/** A repeatable source of numbers from 0 to below `limit`. */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
