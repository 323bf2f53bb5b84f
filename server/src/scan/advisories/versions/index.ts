import { compareApk } from './apk';
import type { VersionComparator } from './comparator';
import { compareDpkg } from './dpkg';
import { compareMaven } from './maven';
import { compareNuget } from './nuget';
import { comparePackagist } from './packagist';
import { comparePep440 } from './pep440';
import { compareRpm } from './rpm';
import { compareRubygems } from './rubygems';
import { compareSemver } from './semver';

export type { VersionComparator } from './comparator';

const comparators: Readonly<Record<string, VersionComparator>> = {
  Debian: compareDpkg,
  Ubuntu: compareDpkg,
  Alpine: compareApk,
  Wolfi: compareApk,
  Chainguard: compareApk,
  AlmaLinux: compareRpm,
  'Rocky Linux': compareRpm,
  'Red Hat': compareRpm,
  SUSE: compareRpm,
  openSUSE: compareRpm,
  openEuler: compareRpm,
  'Azure Linux': compareRpm,
  Mageia: compareRpm,
  'Photon OS': compareRpm,
  npm: compareSemver,
  Go: compareSemver,
  'crates.io': compareSemver,
  Bitnami: compareSemver,
  Maven: compareMaven,
  NuGet: compareNuget,
  Packagist: comparePackagist,
  PyPI: comparePep440,
  RubyGems: compareRubygems,
};

/** How versions of an OSV ecosystem (`Debian:12`, `npm`) are ordered. Undefined for those that cannot be matched yet. */
export function comparatorFor(ecosystem: string): VersionComparator | undefined {
  const family = ecosystem.split(':', 1)[0] as string;
  return Object.hasOwn(comparators, family) ? comparators[family] : undefined;
}
