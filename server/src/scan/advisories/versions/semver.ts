import { parse, type SemVer } from 'semver';
import { BoundedMap } from '../../../lint/text/bounded-map';
import type { VersionComparator } from './comparator';

/**
 * Order of semantic versions, with which npm, Go and crates.io judge. Pre-releases are ordinary versions here: npm's
 * rule that a range excludes them is about choosing versions, not about which ones are affected.
 */
export const compareSemver: VersionComparator = (left, right) => {
  const a = read(left);
  const b = read(right);
  return a === undefined || b === undefined ? undefined : a.compare(b);
};

/** Versions that were read last: the ranges of a package name the same few again and again. */
const known = new BoundedMap<string, SemVer | 'none'>(2000);

function read(text: string): SemVer | undefined {
  let found = known.get(text);
  if (found === undefined) known.set(text, (found = parseVersion(text) ?? 'none'));
  return found === 'none' ? undefined : found;
}

/** Advisories also say `1` and `1.2` (and `1.2-beta`), which count as `1.0.0` and `1.2.0` (and `1.2.0-beta`). */
function parseVersion(text: string): SemVer | undefined {
  const trimmed = text.trim();
  const short = /^[v=\s]*(\d+)(?:\.(\d+))?([-+].*)?$/.exec(trimmed);
  const full = short ? `${short[1]}.${short[2] ?? '0'}.0${short[3] ?? ''}` : trimmed;
  return parse(full, { loose: true }) ?? undefined;
}
