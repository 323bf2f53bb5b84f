/** What the advisories on this machine say of versions that Dockerfiles pin. */
import { queryKey, vulnerabilityRatings, type KnownVulnerability, type VersionQuery, type VersionVerdict } from '../../lint/versions/model';
import { effectiveRows, severityOfRows, vulnerabilitiesAffecting, type Affecting } from './affecting';
import { packageKey } from './ecosystem';
import { isKnownExploited } from './known-exploited';
import { judge } from './range';
import type { AdvisoryRow } from './row';
import { openAdvisories, type AdvisoryStore } from './store';
import { thirdPartyVendor } from './third-party';
import { comparatorFor } from './versions/index';
import type { VersionComparator } from './versions/index';

/** Later versions of which the vulnerabilities are counted where none is free of them. */
const mostCompared = 6;

/**
 * Verdicts by `queryKey`. A query has none where nothing can be known: there is no advisory on the package, its ecosystem has no segment or a damaged one, the version cannot be
 * compared. Reads the few blocks that hold the packages; nothing stays open.
 */
export async function lookUpVersions(queries: readonly VersionQuery[], directory: string): Promise<Map<string, VersionVerdict>> {
  const store = openAdvisories(directory);
  const verdicts = new Map<string, VersionVerdict>();
  try {
    for (const [key, query] of new Map(queries.map((each) => [queryKey(each), each]))) {
      const verdict = await verdictOf(query, store);
      if (verdict) verdicts.set(key, verdict);
    }
    return verdicts;
  } finally {
    await store.close();
  }
}

async function verdictOf(query: VersionQuery, store: AdvisoryStore): Promise<VersionVerdict | undefined> {
  const { ecosystem, names } = query;
  const compare = comparatorFor(ecosystem);
  const version = sourceVersion(query);
  if (!compare || compare(version, version) === undefined || isThirdParty(query)) return undefined;
  // A damaged segment is told of by "plimsoll db status" and by every scan; while typing, silence is right.
  const rows = await Promise.all(names.map((name) => store.lookup(ecosystem, packageKey(ecosystem, name)))).then((found) => found.flat(), () => []);
  if (rows.length === 0) return undefined;
  const affecting = vulnerabilitiesAffecting(rows, version, compare, false);
  if (affecting.length === 0) return { vulnerabilities: [] };
  const vulnerabilities = affecting.map(toVulnerability).sort(worstFirst);
  const later = laterFixes(rows, version, compare).filter((fix) => !isPreRelease(ecosystem, fix));
  const safeVersion = firstSafe(later, effectiveRows(rows), compare);
  return { vulnerabilities, ...(safeVersion === undefined ? better(version, later, rows, vulnerabilities.length, compare) : { safeVersion }) };
}

/** Distributions compare versions of sources; a binary that was built again has a mark of its own behind it. */
function sourceVersion({ ecosystem, version }: VersionQuery): string {
  return /^(?:Debian|Ubuntu):/.test(ecosystem) ? version.replace(/\+b\d+$/, '') : version;
}

function isThirdParty({ ecosystem, names, version }: VersionQuery): boolean {
  return /^(?:Debian|Ubuntu):/.test(ecosystem) && names.some((name) => thirdPartyVendor({ type: 'deb', name, version, path: '' }) !== undefined);
}

function toVulnerability({ id, names, rows, fixedVersion }: Affecting): KnownVulnerability {
  const aliases = [...names].filter((name) => name !== id);
  return { id, aliases, rating: severityOfRows(rows), exploited: isKnownExploited([id, ...aliases]), ...(fixedVersion === undefined ? {} : { fixedVersion }) };
}

const byNumber = new Intl.Collator('en', { numeric: true });

function worstFirst(a: KnownVulnerability, b: KnownVulnerability): number {
  const byRating = vulnerabilityRatings.indexOf(a.rating) - vulnerabilityRatings.indexOf(b.rating);
  return Number(b.exploited) - Number(a.exploited) || byRating || byNumber.compare(b.id, a.id);
}

/** Versions after this one that some advisory names as fixed, the lowest first: pre-releases too. */
function laterFixes(rows: readonly AdvisoryRow[], version: string, compare: VersionComparator): string[] {
  const fixes = new Set(rows.flatMap(({ ranges }) => ranges.flat()).flatMap((event) => (event.kind === 'fixed' && event.version !== '0' ? [event.version] : [])));
  return [...fixes].filter((fix) => (compare(fix, version) ?? -1) > 0).sort((a, b) => compare(a, b) ?? 0);
}

/** The first of the candidates that no row holds to be vulnerable. */
function firstSafe(candidates: readonly string[], rows: readonly AdvisoryRow[], compare: VersionComparator): string | undefined {
  // The row that refused one candidate mostly refuses the next one too, so it is asked first.
  const asked = [...rows];
  let below: string | undefined;
  for (const candidate of candidates) {
    if (below !== undefined && (compare(candidate, below) ?? 0) < 0) continue;
    const at = asked.findIndex((row) => judge(candidate, row.ranges, row.versions, compare).affected);
    if (at < 0) return candidate;
    const [refusing] = asked.splice(at, 1) as [AdvisoryRow];
    asked.unshift(refusing);
    // All that lies between here and the fix is refused for the same reason.
    const verdict = judge(candidate, refusing.ranges, refusing.versions, compare);
    below = verdict.affected ? verdict.fixedVersion : undefined;
  }
  return undefined;
}

/**
 * Where no version is free of vulnerabilities: the lowest of those that have the fewest, if that is fewer than now; of the same release line where that has one, since a later line is
 * another piece of work.
 */
function better(version: string, candidates: readonly string[], rows: readonly AdvisoryRow[], now: number, compare: VersionComparator): Pick<VersionVerdict, 'betterVersion'> {
  for (const numbers of [2, 1, 0]) {
    const line = candidates.filter((candidate) => leading(candidate, numbers) === leading(version, numbers));
    let best: { version: string; remaining: number } | undefined;
    // Later versions have fewer: looking at the last few is enough.
    for (const candidate of line.slice(-mostCompared)) {
      const remaining = vulnerabilitiesAffecting(rows, candidate, compare, false).length;
      if (remaining < (best?.remaining ?? now)) best = { version: candidate, remaining };
    }
    if (best) return { betterVersion: best };
  }
  return {};
}

/** The first numbers of a version: `3.11` of 3.11.4 for two. */
function leading(version: string, numbers: number): string {
  return (version.match(/\d+/g) ?? []).slice(0, numbers).join('.');
}

/** Distributions mark no pre-releases in a way that matters here: what they fix, they have released. */
function isPreRelease(ecosystem: string, version: string): boolean {
  switch (ecosystem) {
    case 'PyPI':
      return /\d(?:a|b|rc|c|\.?dev)\d*/i.test(version);
    case 'Maven':
      return /(?:^|[.\d-])(?:alpha|beta|milestone|snapshot|rc|cr|[abm](?=\d))/i.test(version);
    case 'Packagist':
      return /(?:alpha|beta|rc|dev|[ab](?=\d))/i.test(version);
    case 'RubyGems':
      return /[a-z]/i.test(version);
    case 'npm':
    case 'NuGet':
    case 'Go':
    case 'crates.io':
    case 'Bitnami':
      return version.includes('-');
    default:
      return false;
  }
}
