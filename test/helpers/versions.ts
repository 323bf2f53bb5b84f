/** What is known of pinned versions, for tests: by `ecosystem name version`, any name of a pin. */
import type { KnownVulnerability, VersionAdvisories, VersionVerdict } from '../../server/src/lint/versions/model';

export function advisoriesOn(known: Readonly<Record<string, VersionVerdict>>): VersionAdvisories {
  return { verdict: ({ ecosystem, names, version }) => names.map((name) => known[`${ecosystem} ${name} ${version}`]).find((verdict) => verdict !== undefined) };
}

export function vulnerability(id: string, rating: KnownVulnerability['rating'] = 'high', more: Partial<KnownVulnerability> = {}): KnownVulnerability {
  return { id, aliases: [], rating, exploited: false, ...more };
}
