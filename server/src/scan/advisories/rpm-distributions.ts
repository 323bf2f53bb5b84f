import type { OsRelease } from '../types';

/** What is known of a distribution of rpm packages and of its advisories in OSV. Source: osv-schema's list of ecosystems, os-release files of its images. */
interface RpmDistribution {
  /** Whether an image is of it. */
  is(os: OsRelease): boolean;
  /** The ecosystem of an image's release; undefined where OSV has none. */
  ecosystem(os: OsRelease): string | undefined;
  /** How its own packages name their vendor. Packages of other vendors come from other repositories, on which it does not advise. */
  readonly vendor: RegExp;
}

const major = ({ versionId }: OsRelease): string | undefined => /^\d+/.exec(versionId)?.[0];
const withId = (...ids: readonly string[]) => (os: OsRelease): boolean => ids.includes(os.id);
const family = (name: string, release: string | undefined): string | undefined => release && `${name}:${release}`;

const distributions: readonly RpmDistribution[] = [
  { is: withId('almalinux'), ecosystem: (os) => family('AlmaLinux', major(os)), vendor: /^AlmaLinux/ },
  { is: withId('rocky'), ecosystem: (os) => family('Rocky Linux', major(os)), vendor: /^Rocky/ },
  { is: withId('rhel'), ecosystem: (os) => family('Red Hat:enterprise_linux', major(os)), vendor: /^Red Hat/ },
  // Rebuilt from Red Hat's sources, release by release; Stream runs ahead of them.
  { is: (os) => os.id === 'centos' && !isStream(os), ecosystem: (os) => family('Red Hat:enterprise_linux', major(os)), vendor: /^(?:CentOS|Red Hat)/ },
  // SUSE's names of releases are those that os-release shows.
  { is: withId('sles', 'sled', 'sles_sap', 'sle-micro', 'sl-micro', 'suse-microos'), ecosystem: ({ prettyName }) => family('SUSE', /^SUSE (Linux .+)/.exec(prettyName)?.[1]), vendor: /^(?:SUSE|openSUSE)/ },
  { is: withId('opensuse-leap', 'opensuse-tumbleweed'), ecosystem: ({ prettyName }) => family('openSUSE', /^openSUSE (Leap [\d.]+|Tumbleweed)/.exec(prettyName)?.[1]), vendor: /^(?:SUSE|openSUSE)/ },
  { is: withId('openEuler'), ecosystem: ({ prettyName }) => family('openEuler', openEulerRelease(prettyName)), vendor: /openeuler/i },
  { is: withId('azurelinux', 'mariner'), ecosystem: (os) => family('Azure Linux', major(os)), vendor: /^Microsoft/ },
  { is: withId('mageia'), ecosystem: (os) => family('Mageia', major(os)), vendor: /^Mageia/ },
  { is: withId('photon'), ecosystem: ({ versionId }) => family('Photon OS', /^\d+\.\d+/.exec(versionId)?.[0]), vendor: /^(?:VMware|Broadcom)/i },
];

/** Families of ecosystems whose packages are rpm's. All of them have releases. */
export const rpmFamilies: readonly string[] = ['AlmaLinux', 'Rocky Linux', 'Red Hat', 'SUSE', 'openSUSE', 'openEuler', 'Azure Linux', 'Mageia', 'Photon OS'];

/** Those that advise on the packages as they are installed; the others on the sources that they are built from. */
const advisingOnBinaries: ReadonlySet<string> = new Set(['AlmaLinux', 'Red Hat']);

export function advisesOnSources(ecosystem: string): boolean {
  return !advisingOnBinaries.has(ecosystem.split(':', 1)[0] as string);
}

export function rpmEcosystem(os: OsRelease): string | undefined {
  return distributions.find((distribution) => distribution.is(os))?.ecosystem(os);
}

/** Why there is no ecosystem of an image, where more can be said than that there is none. */
export function withoutAdvisories(os: OsRelease): string | undefined {
  const name = os.prettyName || os.id;
  if (os.id === 'centos' && isStream(os)) return `Nobody publishes advisories for ${name}: its packages are listed, and not matched.`;
  if (!['fedora', 'amzn', 'ol'].includes(os.id)) return undefined;
  return `There are no advisories in the OSV schema for ${name}: its packages are listed, and not matched. "dnf updateinfo list --security" in the image asks its own repositories.`;
}

/** Who built a package, where it was not the distribution; undefined also where that cannot be told. */
export function foreignVendor(vendor: string | undefined, os: OsRelease | undefined): string | undefined {
  const own = os && distributions.find((distribution) => distribution.is(os))?.vendor;
  if (vendor === undefined || own === undefined || own.test(vendor)) return undefined;
  // EPEL is built by Fedora, and its packages say no more than that.
  if (/^Fedora Project/.test(vendor)) return 'EPEL';
  return vendor.replace(/\s*(?:<|https?:).*$/s, '') || vendor;
}

function isStream({ prettyName }: OsRelease): boolean {
  return prettyName.startsWith('CentOS Stream');
}

/** `openEuler 22.03 (LTS-SP3)` is 22.03-LTS-SP3. */
function openEulerRelease(prettyName: string): string | undefined {
  const [, version, kind] = /^openEuler (\d+\.\d+)(?: \(([\w-]+)\))?$/.exec(prettyName) ?? [];
  return version && (kind ? `${version}-${kind}` : version);
}
