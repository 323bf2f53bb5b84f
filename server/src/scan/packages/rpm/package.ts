import type { Package } from '../../types';
import { Tag, type RpmHeader } from './header';

/** What is told of one package, by whichever kind of database it stands in. */
export interface RpmFields {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  /** Counts before the version; 0 where there is none. */
  readonly epoch: number;
  readonly architecture?: string;
  /** File name of the source package: `openssl-3.0.7-27.el9.src.rpm`. */
  readonly sourceRpm?: string;
  readonly license?: string;
  readonly vendor?: string;
  /** `nodejs:18:8080020230301100000:63b34585`. */
  readonly modularityLabel?: string;
}

/** The fields of a header; undefined where it has no name, version or release. */
export function fieldsOf(header: RpmHeader): RpmFields | undefined {
  const [name, version, release] = [Tag.Name, Tag.Version, Tag.Release].map((tag) => header.text(tag));
  if (name === undefined || version === undefined || release === undefined) return undefined;
  return {
    name,
    version,
    release,
    epoch: header.number(Tag.Epoch) ?? 0,
    architecture: header.text(Tag.Architecture),
    sourceRpm: header.text(Tag.SourceRpm),
    license: header.text(Tag.License),
    vendor: header.text(Tag.Vendor),
    modularityLabel: header.text(Tag.ModularityLabel),
  };
}

/** A key that was imported to verify packages, which the database keeps as if it were a package. */
export function isPublicKey({ name }: RpmFields): boolean {
  return name === 'gpg-pubkey';
}

/** The package; undefined where a field of it is no word, as no package has it that rpm has built. */
export function packageOf(path: string, fields: RpmFields): Package | undefined {
  const { name, epoch, architecture, license, vendor, modularityLabel } = fields;
  const version = withEpoch(epoch, `${fields.version}-${fields.release}`);
  if (![name, version].every(isWord)) return undefined;
  const source = sourceOf(fields);
  const moduleStream = /^[^:\s]+:[^:\s]+/.exec(modularityLabel ?? '')?.[0];
  return {
    type: 'rpm',
    name,
    version,
    ...(architecture && isWord(architecture) ? { architecture } : {}),
    ...(source && source.name !== name ? { sourceName: source.name } : {}),
    ...(source && source.version !== version ? { sourceVersion: source.version } : {}),
    path,
    ...(license && isShort(license) ? { licenses: [license] } : {}),
    ...(vendor && isShort(vendor) ? { vendor } : {}),
    ...(moduleStream && isShort(moduleStream) ? { moduleStream } : {}),
  };
}

/** The file's name does not tell the source's epoch, which is that of the packages made of it. */
function sourceOf({ sourceRpm, epoch }: RpmFields): { name: string; version: string } | undefined {
  const match = /^(\S+)-([^\s-]+-[^\s-]+)\.(?:no)?src\.rpm$/.exec(sourceRpm && isShort(sourceRpm) ? sourceRpm : '');
  return match ? { name: match[1] as string, version: withEpoch(epoch, match[2] as string) } : undefined;
}

function withEpoch(epoch: number, version: string): string {
  return epoch === 0 ? version : `${epoch}:${version}`;
}

function isWord(text: string): boolean {
  return isShort(text) && /^[!-~]+$/.test(text);
}

/** The longest real names have some 100 characters, the longest licences some 1,000. */
function isShort(text: string): boolean {
  return text.length <= 4096;
}
