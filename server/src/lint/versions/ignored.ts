/** Vulnerabilities that the user does not want to hear of: one list, the rule's option, for versions that a Dockerfile pins and for images that are scanned. */
import type { Settings } from '../settings/model';

/** The rule whose option `ignore` the list is. */
export const ruleWithIgnored = 'vulnerable-version';

/** Upper case ids: CVE, GHSA and the like. */
export type IgnoredVulnerabilities = ReadonlySet<string>;

export function ignoredVulnerabilities(settings: Settings): IgnoredVulnerabilities {
  const ids = settings.rules[ruleWithIgnored]?.options?.ignore;
  return ignoredIds(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
}

export function ignoredIds(ids: readonly string[]): IgnoredVulnerabilities {
  return new Set(ids.map((id) => id.toUpperCase()));
}

/** By whichever of its names the user knows it. */
export function isIgnoredVulnerability({ id, aliases }: { readonly id: string; readonly aliases: readonly string[] }, ignored: IgnoredVulnerabilities): boolean {
  return ignored.size > 0 && [id, ...aliases].some((name) => ignored.has(name.toUpperCase()));
}
