/**
 * Versions that a Dockerfile pins, and what is known of them. The pins are found here; the advisories lie on disk, so that a caller looks them up beforehand and hands
 * over what it knows. What it does not know is no finding.
 */
import type { Span } from '../text/span';

/** One version of one package, as advisories are asked for it. */
export interface VersionQuery {
  /** OSV's name: `PyPI`, `Debian:12`. */
  readonly ecosystem: string;
  /** Names under which advisories may speak of the package: the binary package and its source, a Go module and the ones it may lie in. */
  readonly names: readonly string[];
  readonly version: string;
}

/** A version written in a Dockerfile. */
export interface PinnedVersion extends VersionQuery {
  /** What a reader calls the package: `django`, `Node.js`. */
  readonly label: string;
  /** The version where it is used: in a package word, in a tag, or the variable that holds it. */
  readonly span: Span;
  /** Where the version is written out, so that another can be put there; absent where that cannot be told, or would not give what exists. */
  readonly written?: Span;
}

export const vulnerabilityRatings = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
export type VulnerabilityRating = (typeof vulnerabilityRatings)[number];

export interface KnownVulnerability {
  /** The CVE where there is one. */
  readonly id: string;
  /** Every other name of it. */
  readonly aliases: readonly string[];
  readonly rating: VulnerabilityRating;
  /** In CISA's catalogue of exploited vulnerabilities. */
  readonly exploited: boolean;
  /** The first version that fixes it; absent where none does. */
  readonly fixedVersion?: string;
}

export interface VersionVerdict {
  /** Those that apply to the version, the worst first. */
  readonly vulnerabilities: readonly KnownVulnerability[];
  /** The lowest later version to which none of the known advisories applies; absent where there is none. */
  readonly safeVersion?: string;
  /** Where there is none: a later version with fewer vulnerabilities, and how many those are. */
  readonly betterVersion?: { readonly version: string; readonly remaining: number };
}

/** What a caller has looked up. */
export interface VersionAdvisories {
  /** Undefined where nothing is known of the package: no advisories on this machine, or not looked up yet. */
  verdict(query: VersionQuery): VersionVerdict | undefined;
}

/** Equal for queries that have one answer. */
export function queryKey({ ecosystem, names, version }: VersionQuery): string {
  return [ecosystem, version, ...names].join('\n');
}
