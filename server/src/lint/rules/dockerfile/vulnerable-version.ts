import type { Severity } from '../../finding';
import { defineRule } from '../../rule';
import { ignoredIds, isIgnoredVulnerability, ruleWithIgnored } from '../../versions/ignored';
import { vulnerabilityRatings, type KnownVulnerability, type VulnerabilityRating } from '../../versions/model';
import { pinnedVersions } from '../../versions/pins';

/** Vulnerabilities that a message names; the others it counts. */
const mostNamed = 3;

export const vulnerableVersion = defineRule({
  name: ruleWithIgnored,
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {},
  docs: {
    what: 'A version that the file pins has known vulnerabilities: of a package in a RUN, of an image by its tag, of a download by a variable such as `NODE_VERSION`.',
    why: 'A pinned version stays as vulnerable as it is until somebody changes it. Advisories that lie on this machine are looked up while the file is written, so that a version that was safe when it was pinned is noticed when it no longer is.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache py3-pip=25.1-r0 && pip install --no-cache-dir django==3.2.1\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache py3-pip=25.1-r0 && pip install --no-cache-dir django==3.2.25\nUSER 10001\n',
    exceptions:
      'Nothing is downloaded while linting: what `plimsoll db update` has not brought to this machine is not judged, and neither are ranges, series (`node:20`) and versions from arguments without a default. ' +
      'Distributions advise on source packages; a package of apt or apk is judged where its source is known and the base image tells the release. Tags of images and the usual variables need the advisories of `Bitnami` (`Go` for Go itself, `NuGet` for .NET), ' +
      'packages those of `PyPI`, `npm`, `RubyGems`, `NuGet`, `Go`, `crates.io`, `Debian:13`, `Alpine:v3.24` and the like. The severity follows the worst vulnerability: error for critical, high and exploited ones, warning for medium and unrated ones, info for low ones and where no later version is better.',
  },
  messages: {
    fixed: '{package} {version} has {found}. Use {safe}, the next version without a known one.',
    better: '{package} {version} has {found}. Use {safe}: {remaining} of them or others are known of that one too, and no later version without any is on record.',
    unfixed: '{package} {version} has {found}. No later version that fixes any of them is on record yet.',
  },
  options: {
    minimum: { default: 'low', enum: ['low', 'medium', 'high', 'critical'], description: 'The lowest rating that is reported. Vulnerabilities without a rating count as medium.' },
    ignore: { default: [] as readonly string[], description: 'Ids of vulnerabilities that are not reported, here and in scans of images: CVE, GHSA and the like, each for good or up to a day: `CVE-2026-1234 until 2027-01-31`.' },
  },
  check(file, report, { versions, options, today }) {
    const ignored = ignoredIds(options.ignore, today);
    const isReported = (one: KnownVulnerability): boolean => rank(one.rating) <= rank(options.minimum as VulnerabilityRating) && !isIgnoredVulnerability(one, ignored);
    for (const pin of pinnedVersions(file)) {
      const verdict = versions.verdict(pin);
      const vulnerabilities = verdict?.vulnerabilities.filter(isReported) ?? [];
      if (vulnerabilities.length === 0) continue;
      const { safeVersion, betterVersion } = verdict!;
      const next = safeVersion ?? betterVersion?.version;
      report(pin.span, safeVersion !== undefined ? 'fixed' : betterVersion ? 'better' : 'unfixed', {
        // Where there is nothing to change to, the finding is news and no task.
        severity: next === undefined ? 'info' : severityOf(vulnerabilities),
        data: {
          package: pin.label, version: pin.version, found: foundText(vulnerabilities), ids: vulnerabilities.map(({ id }) => id).join(' '),
          ...(next === undefined ? {} : { safe: next }), ...(betterVersion ? { remaining: betterVersion.remaining } : {}),
        },
        fixes: next !== undefined && pin.written ? [{ title: `Use ${pin.label} ${next}`, applicability: 'unsafe', edits: [{ span: pin.written, newText: next }] }] : [],
        related: pin.written && pin.written.start !== pin.span.start ? [{ span: pin.written, message: `The version ${pin.version} is written here.` }] : [],
      });
    }
  },
});

function rank(rating: VulnerabilityRating): number {
  return vulnerabilityRatings.indexOf(rating === 'unknown' ? 'medium' : rating);
}

function severityOf(vulnerabilities: readonly KnownVulnerability[]): Severity {
  if (vulnerabilities.some(({ exploited }) => exploited)) return 'error';
  switch (Math.min(...vulnerabilities.map(({ rating }) => rank(rating)))) {
    case 0:
    case 1:
      return 'error';
    case 2:
      return 'warning';
    default:
      return 'info';
  }
}

/** `a known vulnerability, CVE-2021-1 (high)`, `12 known vulnerabilities (2 critical, 10 high): CVE-1, CVE-2, CVE-3 and 9 more`. */
function foundText(vulnerabilities: readonly KnownVulnerability[]): string {
  const exploited = vulnerabilities.filter((one) => one.exploited).length;
  const [first] = vulnerabilities as [KnownVulnerability];
  if (vulnerabilities.length === 1) return `a known vulnerability, ${first.id} (${[ratingText(first.rating), ...(exploited > 0 ? ['known to be exploited'] : [])].join(', ')})`;
  const counts = vulnerabilityRatings.flatMap((rating) => {
    const count = vulnerabilities.filter((one) => one.rating === rating).length;
    return count > 0 ? [`${count} ${ratingText(rating)}`] : [];
  });
  if (exploited > 0) counts.push(`${exploited} known to be exploited`);
  const named = vulnerabilities.slice(0, vulnerabilities.length === mostNamed + 1 ? mostNamed + 1 : mostNamed).map(({ id }) => id);
  const more = vulnerabilities.length - named.length;
  const list = more > 0 ? `${named.join(', ')} and ${more} more` : `${named.slice(0, -1).join(', ')} and ${named[named.length - 1]}`;
  return `${vulnerabilities.length} known vulnerabilities (${counts.join(', ')}): ${list}`;
}

function ratingText(rating: VulnerabilityRating): string {
  return rating === 'unknown' ? 'not rated' : rating;
}
