import type { VersionComparator } from './comparator';

/**
 * Order of Composer's versions, which is that of PHP's `version_compare` after `v` and the zeros of missing numbers: parts of digits or
 * letters, of which words for pre-releases are below the end, `#` (any number) and `patch` above it. Branches (`dev-main`, `2.x-dev`) have no order.
 */
export const comparePackagist: VersionComparator = (left, right) => {
  const a = parse(left);
  const b = parse(right);
  if (!a || !b) return undefined;
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compareParts(a[index], b[index]);
    if (order !== 0) return order;
  }
  return 0;
};

const grammar = /^v?(\d+(?:\.\d+)*)((?:[._+-]?(?:stable|alpha|beta|patch|pl|rc|a|b|p|dev)[.-]?(?:\d+(?:[.-]\d+)*)?)*)(?:\+[\w.-]+)?$/i;

/** By rank; a missing part has that of `end`. */
const end = 4;
const ranks: Readonly<Record<string, number>> = { dev: 0, a: 1, alpha: 1, b: 2, beta: 2, rc: 3, stable: end, p: 6, pl: 6, patch: 6 };

type Part = { readonly rank: number; readonly number: bigint };

function parse(text: string): Part[] | undefined {
  const match = grammar.exec(text.trim());
  if (!match || text.length > 200 || /\.x(?:-|$)/i.test(text)) return undefined;
  const [, numbers = '', tail = ''] = match;
  const release = numbers.split('.').map((digits) => BigInt(digits));
  while (release.length < 4) release.push(0n);
  const marks = (tail.match(/\d+|[a-z]+/gi) ?? []).map((part): Part => (/^\d/.test(part) ? { rank: 5, number: BigInt(part) } : { rank: ranks[part.toLowerCase()] ?? 0, number: 0n }));
  return [...release.map((number): Part => ({ rank: 5, number })), ...marks.filter(({ rank }) => rank !== end)];
}

function compareParts(a: Part | undefined, b: Part | undefined): number {
  const order = (a?.rank ?? end) - (b?.rank ?? end);
  if (order !== 0) return order;
  const [x, y] = [a?.number ?? 0n, b?.number ?? 0n];
  return x < y ? -1 : x > y ? 1 : 0;
}
