import { BoundedMap } from '../../../lint/text/bounded-map';
import type { VersionComparator } from './comparator';

/**
 * Order of NuGet's versions: one to four numbers, of which missing ones are 0, then the labels of a pre-release as SemVer 2 orders them, except that
 * case makes no difference. What is behind `+` counts for nothing. Source: "Package versioning" of NuGet's documentation.
 */
export const compareNuget: VersionComparator = (left, right) => {
  const a = read(left);
  const b = read(right);
  if (a === undefined || b === undefined) return undefined;
  for (let index = 0; index < 4; index += 1) {
    const order = compareNumbers(a.numbers[index] ?? 0n, b.numbers[index] ?? 0n);
    if (order !== 0) return order;
  }
  // A release is above its pre-releases.
  if (a.labels.length === 0 || b.labels.length === 0) return Number(a.labels.length === 0) - Number(b.labels.length === 0);
  for (let index = 0; index < Math.min(a.labels.length, b.labels.length); index += 1) {
    const order = compareLabels(a.labels[index] as Label, b.labels[index] as Label);
    if (order !== 0) return order;
  }
  return a.labels.length - b.labels.length;
};

type Label = bigint | string;

interface NugetVersion {
  readonly numbers: readonly bigint[];
  readonly labels: readonly Label[];
}

/** NuGet takes a `v` for no part of a version, but people write it. */
const grammar = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+[0-9a-z.-]*)?$/i;

/** Versions that were read last: the ranges of a package name the same few again and again. */
const known = new BoundedMap<string, NugetVersion | 'none'>(2000);

function read(text: string): NugetVersion | undefined {
  let found = known.get(text);
  if (found === undefined) known.set(text, (found = parse(text) ?? 'none'));
  return found === 'none' ? undefined : found;
}

function parse(text: string): NugetVersion | undefined {
  const match = text.length > 250 ? null : grammar.exec(text.trim());
  if (!match) return undefined;
  const [, numbers = '', labels] = match;
  return { numbers: numbers.split('.').map(BigInt), labels: labels?.toLowerCase().split('.').map((label) => (/^\d+$/.test(label) ? BigInt(label) : label)) ?? [] };
}

/** Numbers are below words. */
function compareLabels(a: Label, b: Label): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return compareNumbers(a, b);
  if (typeof a === 'bigint') return -1;
  if (typeof b === 'bigint') return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
