import type { VersionComparator } from './comparator';

/**
 * Order of RubyGems' versions: segments of digits or letters, split at dots and wherever digits and letters meet. Numbers come after letters, which mark a pre-release; a missing segment
 * counts as 0, and a dash stands for `.pre.`.
 */
export const compareRubygems: VersionComparator = (left, right) => {
  const a = segments(left);
  const b = segments(right);
  if (!a || !b) return undefined;
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compareSegments(a[index] ?? 0, b[index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
};

type VersionSegment = bigint | number | string;

const grammar = /^\d+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

function segments(text: string): VersionSegment[] | undefined {
  const trimmed = text.trim();
  if (!grammar.test(trimmed)) return undefined;
  // Numbers of dates and builds may be longer than a double holds.
  const all = (trimmed.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? []).map((part) => (/^\d/.test(part) ? BigInt(part) : part));
  const letters = all.findIndex((segment) => typeof segment === 'string');
  const numbers = letters < 0 ? all.length : letters;
  return [...withoutZeros(all.slice(0, numbers)), ...withoutZeros(all.slice(numbers))];
}

/** 1.0 is 1, and 1.0.a is 1.a. */
function withoutZeros(list: readonly VersionSegment[]): readonly VersionSegment[] {
  let end = list.length;
  while (end > 0 && list[end - 1] === 0n) end -= 1;
  return list.slice(0, end);
}

function compareSegments(a: VersionSegment, b: VersionSegment): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string') return -1;
  if (typeof b === 'string') return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
