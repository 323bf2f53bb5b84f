import type { ImagePackage, Match, OsRelease, Package, Problem, ScanReport } from '../types';
import { severityOfRows, vulnerabilitiesAffecting, type Affecting } from './affecting';
import { ecosystemOf, packageKey } from './ecosystem';
import { advisoryUrl } from './identity';
import { isKnownExploited } from './known-exploited';
import { advisesOnSources } from './rpm-distributions';
import { rowsAbout } from './rpm-rows';
import type { AdvisoryRow } from './row';
import type { Segment } from './segment/reader';
import type { AdvisoryStore } from './store';
import { thirdPartyVendor } from './third-party';
import type { VersionComparator } from './versions/index';
import { comparatorFor } from './versions/index';

export interface MatchOptions {
  /** Report what Debian rates "unimportant": no security problem in practice. */
  readonly unimportant?: boolean;
  /** Match packages of kernel headers, which carry the kernel's version and none of its code. */
  readonly kernelHeaders?: boolean;
  readonly signal?: AbortSignal;
}

export interface Matches {
  readonly matches: readonly Match[];
  readonly notCovered: ScanReport['notCovered'];
  readonly problems: readonly Problem[];
}

type NotCovered = ScanReport['notCovered'][number];

/**
 * The advisories that apply to an image's packages. What cannot be judged is never passed over as clean: packages
 * without a segment, with a damaged one, or of a repository that nobody advises on are named in `notCovered`.
 *
 * @throws AbortError when the signal is raised
 */
export async function matchAdvisories(
  packages: readonly ImagePackage[],
  os: OsRelease | undefined,
  store: AdvisoryStore,
  options: MatchOptions = {},
): Promise<Matches> {
  const { groups, notCovered } = groupByEcosystem(packages, os, options);
  const matches: Match[] = [];
  const problems: Problem[] = [];
  for (const [ecosystem, items] of groups) {
    const outcome = await matchEcosystem(ecosystem, items, store, options);
    matches.push(...outcome.matches);
    notCovered.push(...outcome.notCovered);
    problems.push(...outcome.problems);
  }
  return { matches, notCovered, problems };
}

/** Packages to look up, by OSV ecosystem, and those for which there is none. */
function groupByEcosystem(packages: readonly ImagePackage[], os: OsRelease | undefined, options: MatchOptions) {
  const groups = new Map<string, ImagePackage[]>();
  const others = new Map<string, { reason: string; packages: number }>();
  const leaveOut = (label: string, reason: string): void => {
    const known = others.get(label) ?? { reason, packages: 0 };
    known.packages += 1;
    others.set(label, known);
  };
  for (const item of packages) {
    // The distribution's advisories speak for what it ships: it fixes without changing the language's version.
    if (item.osOwned || (!options.kernelHeaders && isKernelHeaders(item.package))) continue;
    const vendor = thirdPartyVendor(item.package, os);
    const found = ecosystemOf(item.package.type, os);
    if (vendor) leaveOut(`${item.package.type} packages of ${vendor}`, `They come from the repository of ${vendor}, for which there are no advisories.`);
    else if ('label' in found) leaveOut(found.label, found.reason);
    else if (groups.has(found.ecosystem)) groups.get(found.ecosystem)?.push(item);
    else groups.set(found.ecosystem, [item]);
  }
  return { groups, notCovered: [...others].map(([ecosystem, { reason, packages: count }]): NotCovered => ({ ecosystem, packages: count, reason })) };
}

/** They match hundreds of the kernel's advisories through its source package, and hold none of its code. */
function isKernelHeaders({ type, name }: Package): boolean {
  if (type === 'apk') return name === 'linux-headers';
  if (type === 'rpm') return /^kernel-((64k|azure|debug|default|lpae|rt|rt-debug|source|syms|uek|uek-debug|vanilla)-)?(headers|devel|doc|macros|abi-stablelists)$|^linux-(api-headers|docs)$/.test(name);
  return type === 'deb' && /^linux-(libc-dev(-.*)?|headers-.*|kbuild-.*|compiler-.*|source(-.*)?|doc(-.*)?)$/.test(name);
}

async function matchEcosystem(ecosystem: string, items: readonly ImagePackage[], store: AdvisoryStore, options: MatchOptions): Promise<Matches> {
  const notCovered = (reason: string, problems: readonly Problem[] = []): Matches => {
    return { matches: [], notCovered: [{ ecosystem, packages: items.length, reason }], problems };
  };
  const compare = comparatorFor(ecosystem);
  if (!compare) return notCovered(`Plimsoll cannot compare versions of ${ecosystem} yet.`);
  const found = await store.find(ecosystem);
  if (found.state === 'absent') return notCovered(`No advisories for ${ecosystem} are on this machine. Run ${updateCommand(ecosystem)} to get them.`);
  const damaged = (message: string): Matches => {
    const remedy = `Run ${updateCommand(ecosystem)} to rebuild them.`;
    return notCovered(`The advisories for ${ecosystem} are damaged. ${remedy}`, [
      { where: `advisories for ${ecosystem}`, message: `They are damaged and were not used: ${message}. ${remedy}` },
    ]);
  };
  if (found.state === 'damaged') return damaged(found.message);
  try {
    return await matchWithSegment(ecosystem, items, found.segment, compare, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    // Whatever was found before is left out too: half an answer would look like a whole one.
    return damaged((error as Error).message);
  }
}

/** Names with blanks need the quotes themselves. */
function updateCommand(ecosystem: string): string {
  return ecosystem.includes(' ') ? `plimsoll db update "${ecosystem}"` : `"plimsoll db update ${ecosystem}"`;
}

async function matchWithSegment(
  ecosystem: string,
  items: readonly ImagePackage[],
  segment: Segment,
  compare: VersionComparator,
  options: MatchOptions,
): Promise<Matches> {
  const matches: Match[] = [];
  const problems: Problem[] = [];
  const keyed = items.map((item) => ({ item, ...lookupOf(ecosystem, item.package) }));
  // In the order of the segment, so that packages of one block are looked up while it is at hand.
  for (const { item, key, version } of keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) {
    options.signal?.throwIfAborted();
    const found = await segment.lookup(key);
    if (found.length === 0) continue;
    if (compare(version, version) === undefined) {
      const { name, path } = item.package;
      problems.push({ where: path, message: `The version ${version} of ${name} cannot be compared; whether its ${found.length} advisories apply is not known.` });
      continue;
    }
    const rows = item.package.type === 'rpm' ? rowsAbout(item.package, found, version, compare) : found;
    for (const finding of vulnerabilitiesAffecting(rows, version, compare, options.unimportant ?? false)) matches.push(await toMatch(ecosystem, item, finding, segment));
  }
  return { matches, notCovered: [], problems };
}

/** Most distributions advise on source packages, and compare their versions. */
function lookupOf(ecosystem: string, item: Package): { key: string; version: string } {
  const bySource = item.type === 'deb' || item.type === 'apk' || (item.type === 'rpm' && advisesOnSources(ecosystem));
  if (!bySource) return { key: packageKey(ecosystem, item.name), version: item.version };
  return { key: item.sourceName ?? item.name, version: item.sourceVersion ?? item.version };
}

async function toMatch(ecosystem: string, item: ImagePackage, finding: Affecting, segment: Segment): Promise<Match> {
  const { id, names, rows, fixedVersion } = finding;
  const aliases = [...names].filter((name) => name !== id);
  const summary = await summaryOf(rows, segment);
  return {
    id,
    aliases,
    package: item,
    ...(fixedVersion === undefined ? {} : { fixedVersion }),
    severity: severityOfRows(rows),
    ...(summary ? { summary } : {}),
    url: advisoryUrl(ecosystem, { id, aliases }),
    knownExploited: isKnownExploited([id, ...aliases]),
  };
}

async function summaryOf(rows: readonly AdvisoryRow[], segment: Segment): Promise<string | undefined> {
  for (const row of rows) {
    const text = await segment.text(row.text);
    if (text?.summary) return text.summary;
  }
  return undefined;
}
