import { fromVector } from 'ae-cvss-calculator';
import type { VulnerabilitySeverity } from '../types';
import { isBulletin } from './identity';
import type { OsvAffected, OsvRecord, OsvSeverity } from './osv';

const words: Readonly<Record<string, VulnerabilitySeverity>> = {
  critical: 'critical',
  high: 'high',
  important: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
  minor: 'low',
  negligible: 'low',
  unimportant: 'low',
};

/**
 * Severity of a record for one of its packages. The distribution's own rating comes first, since it knows how the
 * package is built and used there; then the CVSS score; then the word of whoever keeps the database.
 */
export function severityOf(record: OsvRecord, affected: OsvAffected): VulnerabilitySeverity {
  const scores = affected.severity.length > 0 ? affected.severity : record.severity;
  return (
    word(affected.urgency) ??
    word([...scores, ...record.severity].find(({ type }) => !type.startsWith('CVSS_'))?.score ?? '') ??
    ratingIn(record) ??
    cvssSeverity(scores) ??
    word(affected.databaseSeverity) ??
    word(record.databaseSeverity) ??
    // A malicious package has no score: it does harm by being there.
    (record.id.startsWith('MAL-') ? 'critical' : 'unknown')
  );
}

/** Red Hat and who builds from its sources put their rating into the summary: `Important: openssl security update`. */
function ratingIn({ id, summary }: OsvRecord): VulnerabilitySeverity | undefined {
  const rating = isBulletin(id) ? /^(critical|important|moderate|low):|\((critical|important|moderate|low)\)$/i.exec(summary) : null;
  return rating ? word(rating[1] ?? rating[2] ?? '') : undefined;
}

/** Debian marks urgencies that nobody has confirmed with asterisks: `low**`. */
function word(rating: string): VulnerabilitySeverity | undefined {
  const key = rating.replace(/\*+$/, '').toLowerCase();
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** By the newest version of CVSS that is given. */
function cvssSeverity(scores: readonly OsvSeverity[]): VulnerabilitySeverity | undefined {
  for (const version of ['CVSS_V4', 'CVSS_V3', 'CVSS_V2']) {
    for (const { type, score } of scores) {
      if (type !== version) continue;
      const base = baseScore(score);
      if (base !== undefined) return bySeverityScale(base, version === 'CVSS_V2');
    }
  }
  return undefined;
}

const baseScores = new Map<string, number | undefined>();

function baseScore(vector: string): number | undefined {
  // A feed repeats few vectors very often, and the score of a version 4 vector takes a while.
  if (baseScores.has(vector)) return baseScores.get(vector);
  if (baseScores.size >= 20_000) baseScores.clear();
  const score = calculate(vector);
  baseScores.set(vector, score);
  return score;
}

function calculate(vector: string): number | undefined {
  try {
    // `overall` without temporal and environmental metrics is the base score, in every version.
    const scores = fromVector(vector)?.calculateScores() as { base?: number; overall?: number } | undefined;
    const base = scores?.base ?? scores?.overall;
    return typeof base === 'number' && Number.isFinite(base) ? base : undefined;
  } catch {
    return undefined;
  }
}

/** The qualitative scale of CVSS 3 and 4; version 2 has no "critical". */
function bySeverityScale(base: number, second: boolean): VulnerabilitySeverity {
  if (base >= 9 && !second) return 'critical';
  if (base >= 7) return 'high';
  if (base >= 4) return 'medium';
  return 'low';
}
