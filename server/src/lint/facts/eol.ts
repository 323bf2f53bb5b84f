/** Ends of life of what an image is made of. Data: endoflife.date (MIT), see `data/eol.json` for its date. */
import type { ImageReference } from '../dockerfile/model';
import data from './data/eol.json';
import { BoundedMap } from '../text/bounded-map';
import { once } from '../text/once';
import { officialName, productOf, ubiRelease } from './products';

type Row = readonly (string | number | boolean)[];

export interface Release {
  readonly product: string;
  readonly cycle: string;
  /** ISO date; false where none is set yet, true where it has ended on an unknown day. */
  readonly eol: string | boolean;
  readonly lts: boolean;
  readonly codename?: string;
  /** ISO date of the end of a longer support that few get for free. */
  readonly extended?: string;
}

/** A release that an image has, and the part of its tag that says so. */
export interface Component {
  readonly release: Release;
  /** Offsets in the tag; absent where the image's name says it. */
  readonly tagStart?: number;
  readonly tagEnd?: number;
}

/** Names as people write them. */
const labels: Readonly<Record<string, string>> = {
  'alpine-linux': 'Alpine Linux', 'amazon-corretto': 'Amazon Corretto', 'amazon-linux': 'Amazon Linux', 'apache-http-server': 'Apache HTTP Server', 'apache-maven': 'Maven', almalinux: 'AlmaLinux',
  centos: 'CentOS', 'centos-stream': 'CentOS Stream', dotnet: '.NET', 'eclipse-temurin': 'Eclipse Temurin', go: 'Go', nodejs: 'Node.js', php: 'PHP', postgresql: 'PostgreSQL', mysql: 'MySQL',
  mariadb: 'MariaDB', mongodb: 'MongoDB', rhel: 'Red Hat Enterprise Linux', 'rocky-linux': 'Rocky Linux', 'oracle-linux': 'Oracle Linux', opensuse: 'openSUSE Leap', nginx: 'nginx', rabbitmq: 'RabbitMQ',
  haproxy: 'HAProxy', 'vmware-photon': 'Photon OS', ghc: 'GHC', wordpress: 'WordPress', influxdb: 'InfluxDB', 'apache-kafka': 'Kafka',
};

/** Products whose every release ends within weeks or a few months: an old one is worth a note, not a warning. */
const rapid: ReadonlySet<string> = new Set(['rust', 'traefik', 'grafana', 'prometheus', 'telegraf', 'neo4j', 'jenkins', 'gitlab', 'clickhouse', 'cockroachdb', 'deno', 'nexus', 'envoy', 'composer', 'consul']);

/** Distributions whose longer support costs nothing. */
const freeExtended: ReadonlySet<string> = new Set(['debian']);

const releases = new Map<string, readonly Release[]>();

/** Newest first; empty for a product that is not known. */
export function releasesOf(product: string): readonly Release[] {
  let found = releases.get(product);
  if (!found) {
    const rows = (data.products as unknown as Readonly<Record<string, readonly Row[]>>)[product] ?? [];
    found = rows.map((row) => toRelease(product, row));
    releases.set(product, found);
  }
  return found;
}

function toRelease(product: string, [cycle, eol, lts, codename, extended]: Row): Release {
  return {
    product,
    cycle: String(cycle),
    eol: eol as string | boolean,
    lts: lts === 1,
    ...(codename ? { codename: String(codename) } : {}),
    ...(typeof extended === 'string' ? { extended } : {}),
  };
}

/** Day the data were taken. */
export const factsDate: string = data.asOf;

export function productLabel(product: string): string {
  return labels[product] ?? product.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

export function isRapid(release: Release): boolean {
  return rapid.has(release.product);
}

/** `Debian 12 (bookworm)` */
export function releaseLabel(release: Release): string {
  const distribution = release.product === 'debian' || release.product === 'ubuntu';
  return `${productLabel(release.product)} ${release.cycle}${distribution && release.codename ? ` (${release.codename})` : ''}`;
}

/** The release a version belongs to: the cycle that the version begins with, or the newest cycle that begins with the version. */
export function releaseOfVersion(product: string, version: string): Release | undefined {
  const all = releasesOf(product);
  const parts = version.replace(/^v/, '').split('.');
  for (let length = parts.length; length > 0; length--) {
    const prefix = parts.slice(0, length).join('.');
    const exact = all.find((release) => release.cycle === prefix);
    if (exact) return exact;
  }
  return all.find((release) => release.cycle.startsWith(`${parts.join('.')}.`));
}

/** By reference: the same few images are asked for with every keystroke. */
const componentCache = new BoundedMap<string, readonly Component[]>(200);

/** Everything that the image's name and tag say about its releases: the product itself, and the distribution it is built on. */
export function componentsOf(image: ImageReference): readonly Component[] {
  let found = componentCache.get(image.text);
  if (!found) componentCache.set(image.text, (found = readComponents(image)));
  return found;
}

function readComponents(image: ImageReference): Component[] {
  const ubi = ubiRelease(image);
  if (ubi !== undefined) {
    const release = releaseOfVersion('rhel', ubi);
    return release ? [{ release }] : [];
  }
  const product = productOf(image);
  if (image.tag === undefined) return [];
  const found: Component[] = [];
  let offset = 0;
  image.tag.split('-').forEach((token, index) => {
    const release = (index === 0 && product !== undefined ? productRelease(product, token) : undefined) ?? distributionRelease(token, product);
    if (release && !found.some((component) => component.release.product === release.product)) found.push({ release, tagStart: offset, tagEnd: offset + token.length });
    offset += token.length + 1;
  });
  return found;
}

function productRelease(product: string, token: string): Release | undefined {
  const version = /^v?\d+(?:\.\d+)*$/.test(token) ? token : /^(?:stream|al)(\d+)$/.exec(token)?.[1];
  if (version !== undefined) return releaseOfVersion(product, version);
  return product === 'debian' || product === 'ubuntu' ? releasesOf(product).find((release) => release.codename === token) : undefined;
}

/** Distribution tokens in the tags of language and server images. */
function distributionRelease(token: string, product: string | undefined): Release | undefined {
  if (product === undefined) return undefined;
  const alpine = /^alpine(\d+\.\d+)/.exec(token);
  if (alpine) return releaseOfVersion('alpine-linux', alpine[1]!);
  const other = /^(ubi|al|ol|oraclelinux|fedora|debian|ubuntu)(\d+(?:\.\d+)?)$/.exec(token);
  if (other) {
    const names: Readonly<Record<string, string>> = { ubi: 'rhel', al: 'amazon-linux', ol: 'oracle-linux', oraclelinux: 'oracle-linux', fedora: 'fedora', debian: 'debian', ubuntu: 'ubuntu' };
    return releaseOfVersion(names[other[1]!]!, other[2]!);
  }
  if (!/^[a-z]{4,}$/.test(token)) return undefined;
  return (['debian', 'ubuntu'] as const).map((name) => releasesOf(name).find((release) => release.codename === token)).find((release) => release !== undefined);
}

export type LifeState =
  | { readonly kind: 'supported' }
  /** Ends within the notice period. */
  | { readonly kind: 'ending'; readonly date: string; readonly days: number }
  /** Regular support is over, a longer free one goes on. */
  | { readonly kind: 'extended'; readonly since: string; readonly until: string }
  | { readonly kind: 'ended'; readonly since: string | undefined };

/** `today` is an ISO date; `notice` is in days. */
export function lifeState(release: Release, today: string, notice: number): LifeState {
  const { eol, extended } = release;
  if (eol === false) return { kind: 'supported' };
  if (eol === true) return { kind: 'ended', since: undefined };
  if (eol > today) {
    const days = daysBetween(today, eol);
    return days <= notice ? { kind: 'ending', date: eol, days } : { kind: 'supported' };
  }
  if (extended !== undefined && extended > today && freeExtended.has(release.product)) return { kind: 'extended', since: eol, until: extended };
  return { kind: 'ended', since: extended !== undefined && freeExtended.has(release.product) ? extended : eol };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/**
 * The release to go to: the nearest newer one that is supported for at least half a year, a long-term one where the product has such releases, or else the newest that is supported at all.
 * Undefined where there is none.
 */
export function successorOf(release: Release, today: string): Release | undefined {
  const last = lastSuccessor(release);
  if (last.today !== today) Object.assign(last, { today, successor: findSuccessor(release, today) });
  return last.successor;
}

/** Asked with every keystroke, always of the same day. */
const lastSuccessor = once((_: Release): { readonly today?: string; readonly successor?: Release | undefined } => ({}));

function findSuccessor(release: Release, today: string): Release | undefined {
  const all = releasesOf(release.product);
  const newer = all.slice(0, all.findIndex((other) => other.cycle === release.cycle));
  const supported = newer.filter((other) => lifeState(other, today, 183).kind === 'supported');
  const longTerm = supported.filter((other) => other.lts);
  const choice = longTerm.length > 0 ? longTerm : supported;
  // Fedora's releases live for a year: in a part of it even the newest one has less than half a year before it.
  return choice[choice.length - 1] ?? newer.find((other) => lifeState(other, today, 0).kind === 'supported');
}

/** A release of an image's tag and the one to put in its place. */
export interface Renewal {
  readonly component: Component;
  readonly successor: Release;
}

/** The image's tag with other releases in the place of its own; undefined where the tag stays what it is and where the image has, as far as is known, no such tag. */
export function retag(image: ImageReference, renewals: readonly Renewal[]): string | undefined {
  let tag = image.tag;
  // From the end, so that earlier offsets stay right.
  for (const renewal of [...renewals].sort((a, b) => (b.component.tagStart ?? 0) - (a.component.tagStart ?? 0))) {
    tag = tag === undefined ? undefined : retagOne(tag, renewal, image);
  }
  if (tag !== undefined && renewals.some(({ component }) => component.tagStart !== 0) && !renewals.some(({ component }) => component.tagStart === 0)) tag = onOtherDistribution(tag, image);
  return tag === image.tag ? undefined : tag;
}

/** Languages whose official images are built anew on each distribution of their time, by the cycle: `22-alpine3.23`, `3.11-slim-trixie`. */
const builtByCycle: ReadonlySet<string> = new Set(['nodejs', 'python', 'php', 'ruby', 'go', 'rust', 'perl']);

/** The tag for another distribution than the image's. A patch version (`22.12.0`) was built on the distributions of its day only, so it gives way to its cycle; undefined where the image may have no such tag. */
function onOtherDistribution(tag: string, image: ImageReference): string | undefined {
  const own = /^[^-]*/.exec(tag)![0];
  // A name moves by itself: `lts-buster`, `fpm-buster`.
  if (!/\d/.test(own)) return tag;
  const { release } = componentsOf(image).find(({ tagStart }) => tagStart === 0) ?? {};
  if (release === undefined) return undefined;
  if (own.split('.').length <= release.cycle.split('.').length) return tag;
  return officialName(image) !== undefined && builtByCycle.has(release.product) ? release.cycle + tag.slice(own.length) : undefined;
}

/**
 * The tag with every release renewed that has ended or ends soon, since half-renewed combinations are rarely published, and with `wanted`. One that has a longer support stays beside such
 * releases where it is not wanted: the less changes, the better.
 */
export function renewedTag(image: ImageReference, today: string, notice: number, wanted?: Component): string | undefined {
  const stale = componentsOf(image).map((component) => ({ component, kind: lifeState(component.release, today, notice).kind })).filter(({ kind }) => kind !== 'supported');
  const urgent = stale.filter(({ component, kind }) => kind !== 'extended' || component === wanted);
  const renewals = (urgent.length > 0 ? urgent : stale).map(({ component }) => ({ component, successor: successorOf(component.release, today) }));
  return renewals.every((renewal): renewal is Renewal => renewal.successor !== undefined) ? retag(image, renewals) : undefined;
}

/** Products whose images have tags of whole versions only (`8.19.3`), also as official images. */
const wholeVersions: ReadonlySet<string> = new Set(['elasticsearch', 'kibana', 'logstash', 'prometheus', 'gitlab', 'nexus']);

/** A codename stays a codename. Undefined where the image has no tag for a release, which moves with the newest version of it: `postgres:18` beside `postgres:18.1`. Others than Docker's own and those of .NET are taken at the tag that is given. */
function retagOne(tag: string, { component, successor }: Renewal, image: ImageReference): string | undefined {
  const { release, tagStart, tagEnd } = component;
  if (tagStart === undefined || tagEnd === undefined || wholeVersions.has(release.product)) return undefined;
  const token = tag.slice(tagStart, tagEnd);
  const replacement = replaceToken(token, release, successor);
  if (replacement === undefined) return undefined;
  if (officialName(image) === undefined && release.product !== 'dotnet' && /\d/.test(token) && token.split('.').length > replacement.split('.').length) return undefined;
  // A date after the release (bookworm-20240101) belongs to the old one.
  const rest = tag.slice(tagEnd).replace(/^-\d{8}(?=-|$)/, '');
  // Each release of .NET is made for the distributions of its time only, and which these are is not in the data.
  if (release.product === 'dotnet' && rest !== '' && rest !== '-alpine') return undefined;
  return tag.slice(0, tagStart) + replacement + rest;
}

function replaceToken(token: string, release: Release, successor: Release): string | undefined {
  if (token === release.codename) return successor.codename;
  const match = /^(\D*)(\d[\d.]*)$/.exec(token);
  if (!match) return undefined;
  // .NET's tags keep the minor number that its release names lack.
  const minor = successor.product === 'dotnet' && !successor.cycle.includes('.') ? '.0' : '';
  return match[1]! + successor.cycle + minor;
}
