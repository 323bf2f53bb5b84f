import { segmentFor } from '../ecosystem';

/** Where advisories are fetched from. Each may be a mirror of the public address. */
export interface FeedSettings {
  /** OSV's exports: below it lies `ECOSYSTEM/all.zip`. */
  readonly osv: string;
  /** Alpine's security database: below it lies `vRELEASE/main.json`. */
  readonly alpine: string;
  /** Address of the one file of Wolfi's security database. */
  readonly wolfi: string;
  /** The same of Chainguard's. */
  readonly chainguard: string;
}

export const defaultFeeds: FeedSettings = {
  osv: 'https://osv-vulnerabilities.storage.googleapis.com',
  alpine: 'https://secdb.alpinelinux.org',
  wolfi: 'https://packages.wolfi.dev/os/security.json',
  chainguard: 'https://packages.cgr.dev/chainguard/security.json',
};

/** Files that together make up the segments of some ecosystems. */
export interface Feed {
  readonly ecosystems: readonly string[];
  readonly segments: readonly string[];
  readonly files: readonly FeedFile[];
  readonly license?: string;
}

export interface FeedFile {
  readonly url: string;
  /** About as large as it was when it was last measured, where it was. */
  readonly estimate?: number;
  /** Old releases lack it. */
  readonly optional?: boolean;
}

const megabyte = 1024 * 1024;

/** Families whose OSV export is one file for all releases. */
const osvFamilies: Readonly<Record<string, { readonly license?: string; readonly estimate?: number }>> = {
  Debian: {},
  Ubuntu: { license: 'CC-BY-SA-4.0' },
  npm: { license: 'CC-BY-4.0', estimate: 45 * megabyte },
  PyPI: { license: 'CC-BY-4.0', estimate: 32 * megabyte },
  Go: { license: 'CC-BY-4.0' },
  'crates.io': { license: 'CC-BY-4.0' },
  Maven: { license: 'CC-BY-4.0' },
  Packagist: { license: 'CC-BY-4.0' },
  NuGet: { license: 'CC-BY-4.0' },
  RubyGems: { license: 'CC-BY-4.0' },
  Bitnami: { license: 'Apache-2.0' },
  AlmaLinux: { license: 'MIT', estimate: 4 * megabyte },
  'Rocky Linux': { license: 'BSD-3-Clause' },
  'Red Hat': { license: 'CC-BY-4.0' },
  SUSE: {},
  openSUSE: {},
  openEuler: {},
  'Azure Linux': {},
  Mageia: {},
};

export interface ResolvedFeeds {
  readonly feeds: readonly Feed[];
  /** What cannot be fetched, and why. */
  readonly unknown: readonly { readonly ecosystem: string; readonly reason: string }[];
}

/** The feeds of OSV ecosystems. Releases of a family that come in one file are one feed, so that it is fetched once. */
export function feedsFor(ecosystems: readonly string[], settings: FeedSettings): ResolvedFeeds {
  const families = new Map<string, string[]>();
  const unknown: { ecosystem: string; reason: string }[] = [];
  const feeds: Feed[] = [];
  for (const ecosystem of new Set(ecosystems)) {
    const segment = segmentFor(ecosystem);
    const family = ecosystem.split(':', 1)[0] as string;
    if (segment === undefined) unknown.push({ ecosystem, reason: `Name the release too, as in "${family}:${exampleRelease[family] ?? '1'}".` });
    else if (Object.hasOwn(osvFamilies, family)) families.set(family, [...(families.get(family) ?? []), ecosystem]);
    else if (family === 'Alpine') feeds.push(alpineFeed(ecosystem, segment, settings));
    else if (family === 'Wolfi') feeds.push({ ecosystems: [ecosystem], segments: [segment], files: [{ url: settings.wolfi }] });
    else if (family === 'Chainguard') feeds.push({ ecosystems: [ecosystem], segments: [segment], files: [{ url: settings.chainguard }] });
    else unknown.push({ ecosystem, reason: family === 'Photon OS' ? 'OSV publishes no export of it. Records in the OSV schema from elsewhere can be brought in with "plimsoll db import".' : 'Plimsoll knows no feed of it.' });
  }
  for (const [family, members] of families) feeds.push(osvFeed(family, members, settings));
  return { feeds, unknown };
}

const exampleRelease: Readonly<Record<string, string>> = { Debian: '12', Ubuntu: '24.04', Alpine: 'v3.20', AlmaLinux: '9', 'Rocky Linux': '9', 'Red Hat': 'enterprise_linux:9', SUSE: 'Linux Enterprise 15 SP6', openSUSE: 'Leap 15.6', openEuler: '22.03-LTS-SP4', 'Azure Linux': '3', Mageia: '9', 'Photon OS': '5.0' };

function osvFeed(family: string, ecosystems: readonly string[], settings: FeedSettings): Feed {
  const { license, estimate } = osvFamilies[family] ?? {};
  return {
    ecosystems,
    segments: ecosystems.map(segmentFor).filter((name) => name !== undefined),
    files: [{ url: `${withoutSlash(settings.osv)}/${encodeURIComponent(family)}/all.zip`, ...(estimate ? { estimate } : {}) }],
    ...(license ? { license } : {}),
  };
}

function alpineFeed(ecosystem: string, segment: string, settings: FeedSettings): Feed {
  const release = ecosystem.slice('Alpine:'.length).replace(/^(?=\d)/, 'v');
  const base = `${withoutSlash(settings.alpine)}/${release}`;
  return { ecosystems: [ecosystem], segments: [segment], files: [{ url: `${base}/main.json` }, { url: `${base}/community.json`, optional: true }] };
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
