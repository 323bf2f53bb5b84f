import { compare, parse } from 'semver';
import type { VersionComparator } from './comparator';

/**
 * Order of semantic versions, with which npm, Go and crates.io judge. Pre-releases are ordinary versions here: npm's
 * rule that a range excludes them is about choosing versions, not about which ones are affected.
 */
export const compareSemver: VersionComparator = (left, right) => {
  const a = read(left);
  const b = read(right);
  return a === undefined || b === undefined ? undefined : compare(a, b);
};

/** Advisories also say `1` and `1.2` (and `1.2-beta`), which count as `1.0.0` and `1.2.0` (and `1.2.0-beta`). */
function read(text: string): string | undefined {
  const trimmed = text.trim();
  const short = /^[v=\s]*(\d+)(?:\.(\d+))?([-+].*)?$/.exec(trimmed);
  const full = short ? `${short[1]}.${short[2] ?? '0'}.0${short[3] ?? ''}` : trimmed;
  return parse(full, { loose: true })?.version;
}
