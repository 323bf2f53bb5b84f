import type { OsvEvent } from './osv';
import type { VersionComparator } from './versions/index';

export type Verdict =
  | { readonly affected: true; readonly fixedVersion?: string }
  | { readonly affected: false };

const unaffected: Verdict = { affected: false };

/**
 * Whether a version is in one of the ranges or among the listed versions, as OSV defines it. The fixing version is the
 * next one after it in the range that holds it. A range with an event that is no version tells nothing.
 */
export function judge(version: string, ranges: readonly (readonly OsvEvent[])[], versions: readonly string[], compare: VersionComparator): Verdict {
  const verdict = judgeByRanges(version, sortRanges(ranges, compare), compare);
  if (verdict.affected) return verdict;
  return versions.some((listed) => listed === version || compare(listed, version) === 0) ? { affected: true } : unaffected;
}

/** Those of the versions that are in none of the ranges. */
export function versionsOutside(versions: readonly string[], ranges: readonly (readonly OsvEvent[])[], compare: VersionComparator): readonly string[] {
  const sorted = sortRanges(ranges, compare);
  return versions.filter((version) => !judgeByRanges(version, sorted, compare).affected);
}

type SortedRange = readonly OsvEvent[];

/** Many versions are judged by the same ranges when the first safe one is looked for. Ranges belong to one ecosystem, and so to one comparator. */
const sorted = new WeakMap<readonly (readonly OsvEvent[])[], readonly SortedRange[]>();

function sortRanges(ranges: readonly (readonly OsvEvent[])[], compare: VersionComparator): readonly SortedRange[] {
  let found = sorted.get(ranges);
  if (!found) sorted.set(ranges, (found = ranges.map((range) => sortEvents(range, compare)).filter((events) => events !== undefined)));
  return found;
}

function judgeByRanges(version: string, ranges: readonly SortedRange[], compare: VersionComparator): Verdict {
  let found: Verdict = unaffected;
  for (const range of ranges) {
    const verdict = judgeRange(version, range, compare);
    if (!verdict.affected) continue;
    // Another range may hold it too and name a later fix: only that one ends it.
    if (!found.affected || isLater(verdict.fixedVersion, found.fixedVersion, compare)) found = verdict;
  }
  return found;
}

function isLater(left: string | undefined, right: string | undefined, compare: VersionComparator): boolean {
  if (left === undefined || right === undefined) return right === undefined && left !== undefined;
  return (compare(left, right) ?? 0) > 0;
}

function judgeRange(version: string, events: SortedRange, compare: VersionComparator): Verdict {
  let affected = false;
  for (const { kind, version: at } of events) {
    const order = compareEvent(version, at, compare);
    if (kind === 'introduced' && order >= 0) affected = true;
    else if (kind === 'fixed' && order >= 0) affected = false;
    else if (kind === 'last_affected' && order > 0) affected = false;
  }
  if (!affected) return unaffected;
  const fix = events.find(({ kind, version: at }) => kind === 'fixed' && compareEvent(version, at, compare) < 0);
  return fix ? { affected, fixedVersion: fix.version } : { affected };
}

/** By version; the order of the record where versions are equal, so that a range that begins where another ends holds that version. */
function sortEvents(range: readonly OsvEvent[], compare: VersionComparator): SortedRange | undefined {
  if (range.some(({ version }) => version !== '0' && compare(version, version) === undefined)) return undefined;
  return [...range].sort((a, b) => (a.version === b.version ? 0 : b.version === '0' ? 1 : a.version === '0' ? -1 : (compare(a.version, b.version) ?? 0)));
}

/** "0" in an event stands before every version. */
function compareEvent(version: string, at: string, compare: VersionComparator): number {
  return at === '0' ? 1 : (compare(version, at) ?? -1);
}
