import { normalizePythonName } from '../packages/python';
import type { OsRelease, PackageType } from '../types';
import { releaseOf } from './releases';
import { rpmEcosystem, rpmFamilies, withoutAdvisories } from './rpm-distributions';

/** Families of which OSV gives advisories by release. An advisory that names no release would match every one. */
const releasedFamilies = new Set(['Debian', 'Ubuntu', 'Alpine', ...rpmFamilies]);

/**
 * Name of the segment that holds an OSV ecosystem's advisories, also its file's name: `Debian:12` is in `debian-12`,
 * `Ubuntu:24.04:LTS` in `ubuntu-24.04`, `Alpine:v3.20` in `alpine-3.20`, `PyPI` in `pypi`; all repositories of a release are in one.
 * Undefined where the name tells no release though its family has them, or is no name at all.
 */
export function segmentFor(ecosystem: string): string | undefined {
  const parts = (releaseOf(ecosystem) ?? '').split(':').filter((part, index) => index === 0 || part !== 'LTS');
  if (parts.length === 1 && releasedFamilies.has(parts[0] as string)) return undefined;
  const name = parts
    .map((part, index) => (index > 0 ? part.replace(/^v(?=\d)/, '') : part))
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return name !== '' && name.length <= 80 && !name.includes('..') ? name : undefined;
}

/** Ecosystems in which upper and lower case make no difference. */
const caseless = new Set(['Packagist', 'NuGet']);

/** The name under which a segment keeps a package: of the spellings that its ecosystem takes for equal, one. */
export function packageKey(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return normalizePythonName(name);
  return caseless.has(ecosystem) ? name.toLowerCase() : name;
}

export type EcosystemOfImage =
  /** `ecosystem` in OSV's spelling, without the `:LTS` that os-release does not tell. */
  | { readonly ecosystem: string }
  /** No advisories are known for it; `label` names it in the report. */
  | { readonly label: string; readonly reason: string };

const languageEcosystems: Partial<Record<PackageType, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  golang: 'Go',
  cargo: 'crates.io',
  maven: 'Maven',
  gem: 'RubyGems',
  composer: 'Packagist',
  nuget: 'NuGet',
};

/** The ecosystem whose advisories speak of packages of this type in an image of this operating system. */
export function ecosystemOf(type: PackageType, os: OsRelease | undefined): EcosystemOfImage {
  const language = languageEcosystems[type];
  if (language) return { ecosystem: language };
  if (type === 'generic') return { label: '.NET SDK', reason: 'Its lists of packages name versions that it does not ship, so that they are not matched. The runtimes that it brings are.' };
  if (type !== 'deb' && type !== 'apk' && type !== 'rpm') return { label: type, reason: `Plimsoll cannot match ${type} packages with advisories yet.` };
  if (!os) return { label: type, reason: 'The image has no os-release file, so that the release of its distribution is not known.' };
  const found = osEcosystems[type](os);
  const name = os.prettyName || `${os.id} ${os.versionId}`.trim();
  return found ? { ecosystem: found } : { label: name, reason: (type === 'rpm' && withoutAdvisories(os)) || `Plimsoll knows no advisories for the ${type} packages of ${name}.` };
}

const osEcosystems = { deb: debianEcosystem, apk: alpineEcosystem, rpm: rpmEcosystem };

function debianEcosystem({ id, versionId }: OsRelease): string | undefined {
  // Testing and unstable have no version.
  if (id === 'debian' && /^\d+(\.|$)/.test(versionId)) return `Debian:${versionId.split('.')[0]}`;
  if (id === 'ubuntu' && /^\d+\.\d+/.test(versionId)) return `Ubuntu:${/^\d+\.\d+/.exec(versionId)?.[0]}`;
  return undefined;
}

function alpineEcosystem({ id, versionId }: OsRelease): string | undefined {
  if (id === 'wolfi') return 'Wolfi';
  if (id === 'chainguard') return 'Chainguard';
  if (id !== 'alpine') return undefined;
  // Edge calls itself the pre-release of the next version, `3.21_alpha20240923` or `3.21.0_alpha…`.
  if (versionId === 'edge' || /_alpha/.test(versionId)) return 'Alpine:edge';
  const release = /^\d+\.\d+/.exec(versionId)?.[0];
  return release ? `Alpine:v${release}` : undefined;
}
