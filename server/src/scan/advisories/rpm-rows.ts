import type { Package } from '../types';
import { isModular, isModularVersion } from './module-streams';
import { judge } from './range';
import type { AdvisoryRow } from './row';
import type { VersionComparator } from './versions/index';

/** Rows that are about an rpm package and its build, out of those that name it or its source. */
export function rowsAbout(item: Package, rows: readonly AdvisoryRow[], version: string, compare: VersionComparator): readonly AdvisoryRow[] {
  const ofStream = rows.filter((row) => isOfStream(item, row));
  // Several entries of a record about one package are builds of one fix, for minor releases of the distribution: whoever has one of them has the fix.
  const fixed = new Set(ofStream.filter((row) => !judge(version, row.ranges, row.versions, compare).affected).map(({ record }) => record));
  return ofStream.filter(({ record }) => !fixed.has(record));
}

/** Whether a row is about the stream of a package. A stream that is not known may be any. */
function isOfStream({ version, moduleStream }: Package, { ranges, streams }: AdvisoryRow): boolean {
  const modular = moduleStream !== undefined || isModularVersion(version);
  if (modular !== isModular(ranges)) return false;
  return streams.length === 0 || moduleStream === undefined || streams.includes(moduleStream);
}
