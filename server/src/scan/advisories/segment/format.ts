import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A segment is one file:
 *
 *     header   8 bytes, `PLIMADV1`
 *     blocks   of texts and of rows, each deflated on its own
 *     parts    the two block indexes and the footer, JSON, deflated
 *     trailer  offset and length of the footer, its SHA-256, `PLIMEND1`
 *
 * Row blocks hold lines `package TAB JSON list of rows`, sorted by package. Text blocks hold lists of texts, numbered
 * in the order of writing. Everything is covered by a hash: the trailer has the footer's, the footer those of the
 * indexes, and these one for each block, so that whatever is read is known to be whole before it is used.
 */
export const header = Buffer.from('PLIMADV1');
export const trailerEnd = Buffer.from('PLIMEND1');
export const trailerLength = 8 + 4 + 32 + trailerEnd.length;

/** Raised when a segment written before cannot be read any more; older ones then count as not there. */
export const formatVersion = 1;

/** Bytes of rows in a block before compression, except where one package alone has more. */
export const rowBlockBytes = 16 * 1024;
export const textsPerBlock = 32;

/** No block or index of a segment that Plimsoll wrote is larger; a larger one is damage or an attack. */
const maxInflatedBytes = 256 * 1024 * 1024;

export interface PartLocation {
  readonly offset: number;
  readonly length: number;
  /** Of the compressed bytes, base64. */
  readonly sha256: string;
}

export interface RowIndex {
  /** The first package of each block. */
  readonly keys: readonly string[];
  readonly blocks: readonly PartLocation[];
}

export interface TextIndex {
  readonly blocks: readonly PartLocation[];
}

/** Where the records of a segment came from. */
export interface SegmentSource {
  /** File name or URL. */
  readonly name: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Licence of the data, where it is known. */
  readonly license?: string;
}

export interface SegmentFooter {
  readonly format: number;
  readonly segment: string;
  /** OSV's name, `Debian:12`. */
  readonly ecosystem: string;
  /** ISO date and time of writing. */
  readonly created: string;
  readonly sources: readonly SegmentSource[];
  readonly records: number;
  readonly packages: number;
  readonly rowIndex: PartLocation;
  readonly textIndex: PartLocation;
}

export interface AdvisoryText {
  readonly summary: string;
  readonly details: string;
  readonly published: string;
  readonly modified: string;
}

export class SegmentDamaged extends Error {}

export function pack(text: string): Buffer {
  return deflateRawSync(text, { level: 6 });
}

export function unpack(bytes: Uint8Array): string {
  return inflateRawSync(bytes, { maxOutputLength: maxInflatedBytes }).toString('utf8');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

export function writeTrailer(footer: PartLocation): Buffer {
  const trailer = Buffer.alloc(trailerLength);
  trailer.writeBigUInt64LE(BigInt(footer.offset), 0);
  trailer.writeUInt32LE(footer.length, 8);
  Buffer.from(footer.sha256, 'base64').copy(trailer, 12);
  trailerEnd.copy(trailer, 44);
  return trailer;
}

export function readTrailer(trailer: Buffer): PartLocation {
  if (trailer.length !== trailerLength || !trailer.subarray(44).equals(trailerEnd)) throw new SegmentDamaged('its end is missing');
  return { offset: Number(trailer.readBigUInt64LE(0)), length: trailer.readUInt32LE(8), sha256: trailer.subarray(12, 44).toString('base64') };
}
