/** Vulnerabilities that the user does not want to hear of: one list, the rule's option, for versions that a Dockerfile pins and for images that are scanned. */
import type { Settings } from '../settings/model';

/** The rule whose option `ignore` the list is. */
export const ruleWithIgnored = 'vulnerable-version';

/** Upper case ids: CVE, GHSA and the like. */
export type IgnoredVulnerabilities = ReadonlySet<string>;

/** `today` is an ISO date. */
export function ignoredVulnerabilities(settings: Settings, today: string): IgnoredVulnerabilities {
  const entries = settings.rules[ruleWithIgnored]?.options?.ignore;
  return ignoredIds(Array.isArray(entries) ? entries.filter((entry) => typeof entry === 'string') : [], today);
}

/** Of entries like `CVE-2026-1234` and `CVE-2026-1234 until 2027-01-31`, which counts up to the day before. What is written in another way names no vulnerability. */
export function ignoredIds(entries: readonly string[], today: string): IgnoredVulnerabilities {
  return new Set(
    entries.flatMap((entry) => {
      const [, id, end] = /^\s*(\S+)(?:\s+until\s+(\d{4}-\d{2}-\d{2}))?\s*$/i.exec(entry) ?? [];
      return id !== undefined && (end === undefined || today < end) ? [id.toUpperCase()] : [];
    }),
  );
}

/** By whichever of its names the user knows it. */
export function isIgnoredVulnerability({ id, aliases }: { readonly id: string; readonly aliases: readonly string[] }, ignored: IgnoredVulnerabilities): boolean {
  return ignored.size > 0 && [id, ...aliases].some((name) => ignored.has(name.toUpperCase()));
}
