import assert from 'node:assert/strict';
import { align } from '../../server/src/lsp/align';
import { counterparts } from '../../server/src/lsp/counterparts';

const of = (text: string): string[] => [...text];

/** Length of the longest common subsequence, by the textbook table. */
function longest(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) table[i]![j] = a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!);
  }
  return table[a.length]![b.length]!;
}

describe('align', () => {
  it('finds every element of an unchanged list', () => assert.deepEqual(align(of('abc'), of('abc')), [0, 1, 2]));
  it('shifts what stands behind an insertion', () => assert.deepEqual(align(of('abc'), of('axbc')), [0, 2, 3]));
  it('drops what was removed', () => assert.deepEqual(align(of('abc'), of('ac')), [0, -1, 1]));
  it('pairs nothing of lists that have nothing in common', () => assert.deepEqual(align(of('ab'), of('xyz')), [-1, -1]));
  it('accepts empty lists', () => {
    assert.deepEqual(align([], of('a')), []);
    assert.deepEqual(align(of('a'), []), [-1]);
  });
  it('keeps equal elements apart by their order', () => assert.deepEqual(align(of('aXa'), of('XaXa')), [1, 2, 3]));

  it('is a longest common subsequence for lists of every kind', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 500; round++) {
      const before = Array.from({ length: random(12) }, () => 'abcd'[random(4)]!);
      const after = Array.from({ length: random(12) }, () => 'abcd'[random(4)]!);
      const comparable = (list: readonly string[]) => list.map((meaning) => ({ meaning, startsStage: meaning === 'a' }));
      for (const pairs of [align(before, after), counterparts(comparable(before), comparable(after))]) {
        let last = -1;
        let count = 0;
        pairs.forEach((to, from) => {
          if (to < 0) return;
          assert.equal(before[from], after[to]);
          assert.ok(to > last, 'order is kept');
          last = to;
          count++;
        });
        assert.equal(count, longest(before, after), `${before.join('')} / ${after.join('')}`);
      }
    }
  });

  it('gives up on large lists that differ everywhere, without hanging', () => {
    const before = Array.from({ length: 5000 }, (_, i) => `a${i}`);
    const after = Array.from({ length: 5000 }, (_, i) => `b${i}`);
    assert.ok(align(['x', ...before, 'y'], ['x', ...after, 'y']).filter((index) => index >= 0).length === 2);
  });
});
