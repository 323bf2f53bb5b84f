import { PackageURL } from 'packageurl-js';
import type { OsRelease, Package } from '../types';
import { normalizePythonName } from './python';

/**
 * Package URL of an installed package, `pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12`.
 * `os` names the distribution of deb, apk and rpm packages; without it the namespace is left out.
 */
export function purlOf(item: Package, os?: OsRelease): string {
  const { namespace, name } = nameParts(item, os);
  const qualifiers = isOsPackage(item) ? osQualifiers(item, os) : undefined;
  try {
    return new PackageURL(item.type, namespace, name, versionOf(item), qualifiers, undefined).toString();
  } catch {
    // A name that its type forbids, out of a hand-made manifest: still an address that names the package.
    return `pkg:${item.type}/${encodeURIComponent(name)}@${encodeURIComponent(item.version)}`;
  }
}

function isOsPackage(item: Package): boolean {
  return item.type === 'deb' || item.type === 'apk' || item.type === 'rpm';
}

function nameParts(item: Package, os: OsRelease | undefined): { namespace: string | undefined; name: string } {
  if (isOsPackage(item)) return { namespace: os && (namespaces[os.id] ?? os.id), name: item.name };
  if (item.type === 'pypi') return { namespace: undefined, name: normalizePythonName(item.name) };
  if (item.type === 'maven') {
    const [group, artifact = ''] = item.name.split(':', 2);
    return { namespace: group, name: artifact };
  }
  const slash = item.type === 'golang' || item.type === 'composer' || (item.type === 'npm' && item.name.startsWith('@')) ? item.name.lastIndexOf('/') : -1;
  if (slash < 0) return { namespace: undefined, name: item.name };
  return { namespace: item.name.slice(0, slash), name: item.name.slice(slash + 1) };
}

/** Distributions that package URLs know under another name than os-release. Source: package-url/purl-spec, and what scanners write. */
const namespaces: Readonly<Record<string, string>> = { rhel: 'redhat', sles: 'suse', 'opensuse-leap': 'opensuse', 'opensuse-tumbleweed': 'opensuse' };

/** The epoch of an rpm package is a qualifier. */
const rpmEpoch = /^(\d+):/;

function versionOf({ type, version }: Package): string {
  return type === 'rpm' ? version.replace(rpmEpoch, '') : version;
}

function osQualifiers(item: Package, os: OsRelease | undefined): Record<string, string> | undefined {
  const qualifiers: Record<string, string> = {};
  if (item.architecture) qualifiers.arch = item.architecture;
  const epoch = item.type === 'rpm' ? rpmEpoch.exec(item.version)?.[1] : undefined;
  if (epoch) qualifiers.epoch = epoch;
  if (os) qualifiers.distro = os.versionId === '' ? os.id : `${os.id}-${os.versionId}`;
  return Object.keys(qualifiers).length > 0 ? qualifiers : undefined;
}
