import { parse } from '@renovatebot/pep440';
import { BoundedMap } from '../../../lint/text/bounded-map';
import type { VersionComparator } from './comparator';

/** Order of Python versions (PEP 440): epochs, pre-, post- and development releases, local versions. */
export const comparePep440: VersionComparator = (left, right) => {
  const a = read(left);
  const b = read(right);
  return a && b ? compareKeys(a, b) : undefined;
};

/** What decides between two versions, most significant first. A missing part has the number that puts it where PEP 440 wants it. */
interface Key {
  /** Epoch, then the release without its zeros at the end. */
  readonly release: readonly number[];
  /** Kind (development release alone, a, b, rc, none) and number of the pre-release; number of the post-release; number of the development release. */
  readonly marks: readonly number[];
  readonly local: readonly (number | string)[] | undefined;
}

const preKinds = ['dev', 'a', 'b', 'rc', 'none'];

/** Versions that were read last: the ranges of a package name the same few again and again. */
const known = new BoundedMap<string, Key | 'none'>(2000);

function read(text: string): Key | undefined {
  let found = known.get(text);
  if (found === undefined) known.set(text, (found = keyOf(text) ?? 'none'));
  return found === 'none' ? undefined : found;
}

function keyOf(text: string): Key | undefined {
  // The package's types lack what `parse` gives: pairs of letter and number.
  const parsed = parse(text) as { epoch: number; release: number[]; pre: [string, number] | null; post: [string, number] | null; dev: [string, number] | null; local: (number | string)[] | null } | null;
  if (!parsed) return undefined;
  const { epoch, release, pre, post, dev, local } = parsed;
  let end = release.length;
  while (end > 0 && release[end - 1] === 0) end -= 1;
  const kind = pre ? pre[0] : dev && !post ? 'dev' : 'none';
  return {
    release: [epoch, ...release.slice(0, end)],
    marks: [preKinds.indexOf(kind), pre?.[1] ?? 0, post ? post[1] : -1, dev ? dev[1] : Infinity],
    local: local ?? undefined,
  };
}

function compareKeys(a: Key, b: Key): number {
  return compareLists(a.release, b.release) || compareLists(a.marks, b.marks) || compareLocals(a.local, b.local);
}

/** A list that ends is below one that goes on. */
function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) if (a[index] !== b[index]) return a[index]! < b[index]! ? -1 : 1;
  return a.length - b.length;
}

/** No local version is below any; within one, numbers are above words. */
function compareLocals(a: Key['local'], b: Key['local']): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [x, y] = [a[index]!, b[index]!];
    if (x === y) continue;
    if (typeof x !== typeof y) return typeof x === 'number' ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
