import type { VulnerabilitySeverity } from '../types';
import { vulnerabilitySeverities } from '../types';
import { vulnerabilitiesIn } from './identity';
import { judge } from './range';
import type { AdvisoryRow } from './row';
import { saysNotAffected } from './row';
import type { VersionComparator } from './versions/index';

/** One vulnerability of a version, out of all the records that name it. */
export interface Affecting {
  readonly id: string;
  /** Every name of it, the id included. */
  readonly names: Set<string>;
  readonly rows: AdvisoryRow[];
  fixedVersion: string | undefined;
}

/**
 * The vulnerabilities that rows about one package say of a version.
 *
 * @param unimportant true: also what Debian rates as no security problem in practice
 */
export function vulnerabilitiesAffecting(rows: readonly AdvisoryRow[], version: string, compare: VersionComparator, unimportant: boolean): Affecting[] {
  const found: Affecting[] = [];
  for (const { id, names, row, fixedVersion } of applying(rows, version, compare)) {
    const known = found.find((one) => one.id === id || (!isCve(id) && [...names].some((name) => one.names.has(name))));
    if (!known) {
      found.push({ id, names, rows: [row], fixedVersion });
      continue;
    }
    names.forEach((name) => known.names.add(name));
    known.rows.push(row);
    // A later bulletin mends what the first fix left open: only the highest fixing version ends it.
    if (fixedVersion !== undefined && (known.fixedVersion === undefined || (compare(fixedVersion, known.fixedVersion) ?? 0) > 0)) known.fixedVersion = fixedVersion;
  }
  return unimportant ? found : found.filter((one) => one.rows.some((row) => !row.unimportant));
}

/** The worst of the ratings that are known. */
export function severityOfRows(rows: readonly AdvisoryRow[]): VulnerabilitySeverity {
  return vulnerabilitySeverities.find((severity) => rows.some((row) => row.severity === severity)) ?? 'unknown';
}

/** Rows that can make a version vulnerable in practice: those left out are taken off by others, or are no security problem. */
export function effectiveRows(rows: readonly AdvisoryRow[]): readonly AdvisoryRow[] {
  const refuted = refutedIn(rows);
  return rows.filter((row) => !row.unimportant && vulnerabilitiesIn(row.record, row.aliases, row.upstream).some(({ id }) => !refuted.has(id)));
}

function refutedIn(rows: readonly AdvisoryRow[]): ReadonlySet<string> {
  return new Set(rows.filter(saysNotAffected).flatMap((row) => vulnerabilitiesIn(row.record, row.aliases, row.upstream).map(({ id }) => id)));
}

/** The vulnerabilities of the rows whose versions hold this one, those with a CVE first, so that other records can join them. */
function applying(rows: readonly AdvisoryRow[], version: string, compare: VersionComparator) {
  const refuted = refutedIn(rows);
  const found: { id: string; names: Set<string>; row: AdvisoryRow; fixedVersion: string | undefined }[] = [];
  for (const row of rows) {
    const verdict = judge(version, row.ranges, row.versions, compare);
    if (!verdict.affected) continue;
    for (const { id, aliases } of vulnerabilitiesIn(row.record, row.aliases, row.upstream)) {
      if (!refuted.has(id)) found.push({ id, names: new Set([id, ...aliases]), row, fixedVersion: verdict.fixedVersion });
    }
  }
  return found.sort((a, b) => Number(isCve(b.id)) - Number(isCve(a.id)));
}

function isCve(id: string): boolean {
  return id.startsWith('CVE-');
}
