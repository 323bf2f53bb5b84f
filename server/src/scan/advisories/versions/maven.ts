import { BoundedMap } from '../../../lint/text/bounded-map';
import type { VersionComparator } from './comparator';

/** Order of Maven's versions. Source: "Version Order Specification" in Maven's POM reference. */
export const compareMaven: VersionComparator = (left, right) => {
  const a = read(left);
  const b = read(right);
  return a && b ? compareItems(a, b) : undefined;
};

/** A number, a word, or what stands behind a dash, or where digits and letters meet: a list of its own. */
type Item = bigint | string | readonly Item[];

const longest = 200;
/** Words below the release, and the release itself, which is the empty word; `sp` is above it, all others follow in their alphabetical order. */
const ranks = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const synonyms: ReadonlyMap<string, string> = new Map([['ga', ''], ['final', ''], ['release', ''], ['cr', 'rc']]);
const shortForms: ReadonlyMap<string, string> = new Map([['a', 'alpha'], ['b', 'beta'], ['m', 'milestone']]);

/** Versions that were read last: the ranges of a package name the same few again and again. */
const known = new BoundedMap<string, readonly Item[] | 'none'>(2000);

function read(text: string): readonly Item[] | undefined {
  let found = known.get(text);
  if (found === undefined) known.set(text, (found = parse(text.trim().toLowerCase()) ?? 'none'));
  return found === 'none' ? undefined : found;
}

/** Any text is a version to Maven; what has no digit in it (`${revision}`, `latest`) says nothing of an order. */
function parse(text: string): readonly Item[] | undefined {
  if (text.length > longest || !/^[\w.+~-]*\d[\w.+~-]*$/.test(text)) return undefined;
  const root: Item[] = [];
  const lists = [root];
  let list = root;
  const nest = (): void => {
    const inner: Item[] = [];
    list.push(inner);
    lists.push(inner);
    list = inner;
  };
  const parts = text.match(/\d+|[^\d.-]+|[.-]/g) ?? [];
  let empty = true;
  parts.forEach((part, index) => {
    if (part === '.' || part === '-') {
      if (empty) list.push(0n);
      if (part === '-') nest();
      empty = true;
      return;
    }
    const number = /^\d/.test(part);
    const next = parts[index + 1];
    const meets = next !== undefined && next !== '.' && next !== '-';
    // The last word begins a list of its own also behind a dot, as does one before a digit: 1.0.rc1 is 1.0-rc1.
    if (!number && list.length > 0 && (meets || next === undefined)) nest();
    list.push(number ? BigInt(part) : word(part, meets));
    empty = false;
    if (meets) nest();
  });
  for (const each of lists.reverse()) trim(each);
  return root;
}

function word(text: string, beforeDigit: boolean): string {
  return (beforeDigit ? shortForms.get(text) : undefined) ?? synonyms.get(text) ?? text;
}

/** Takes out what says nothing: zeros, empty words and empty lists at the end, and before a list at the end. */
function trim(list: Item[]): void {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const item = list[index] as Item;
    if (item === 0n || item === '' || (Array.isArray(item) && item.length === 0)) list.splice(index, 1);
    else if (!Array.isArray(item)) return;
  }
}

function compareItems(a: Item | undefined, b: Item | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -compareItems(b, undefined);
  if (typeof a === 'bigint') {
    if (b === undefined) return a === 0n ? 0 : 1;
    return typeof b === 'bigint' ? (a < b ? -1 : a > b ? 1 : 0) : 1;
  }
  if (typeof a === 'string') {
    if (b === undefined) return compareWords(a, '');
    return typeof b === 'string' ? compareWords(a, b) : -1;
  }
  if (typeof b === 'bigint') return -1;
  if (typeof b === 'string') return 1;
  for (let index = 0; index < Math.max(a.length, b?.length ?? 0); index += 1) {
    const order = compareItems(a[index], b?.[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareWords(a: string, b: string): number {
  const [x, y] = [rank(a), rank(b)];
  return x - y || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(text: string): number {
  const at = ranks.indexOf(text);
  return at < 0 ? ranks.length : at;
}
