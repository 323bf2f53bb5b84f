import { inflateRawSync } from 'node:zlib';
import { DamagedError } from '../errors';
import type { RangeReading } from './range-cataloguer';

export interface ZipEntry {
  readonly name: string;
  /** Where its local header begins in the file. */
  readonly start: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressedSize: number;
  readonly size: number;
}

/** What is read of the end at first: mostly the whole directory with it, which saves a reading. */
const tailBytes = 1024 * 1024;
const endBytes = 22;
const endSignature = 0x06054b50;
const mostEntries = 500_000;

/**
 * The files of a zip, by its directory at the end; bytes in front of the zip, such as the script of an executable jar, do no harm.
 * An own reader and not yauzl, which waits for its bytes and cannot be handed those of a stream that passes. Source: PKWARE's APPNOTE.
 *
 * @throws DamagedError
 */
export function* readDirectory(size: number): RangeReading<readonly ZipEntry[]> {
  const tailStart = Math.max(0, size - tailBytes);
  const tail = yield { start: tailStart, end: size };
  const at = findEnd(tail);
  if (at < 0) throw new DamagedError('it is no zip file, or is cut off');
  let [count, length, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  let end = tailStart + at;
  const wide = at - 20;
  if ((count === 0xffff || length === 0xffffffff || offset === 0xffffffff) && wide >= 56 && tail.readUInt32LE(wide) === 0x07064b50) {
    const record = wide - 56;
    if (tail.readUInt32LE(record) !== 0x06064b50) throw new DamagedError('the end of the zip file is damaged');
    [count, length, offset] = [toNumber(tail, record + 32), toNumber(tail, record + 40), toNumber(tail, record + 48)];
    end = tailStart + record;
  }
  const start = end - length;
  const shift = start - offset;
  if (start < 0 || shift < 0) throw new DamagedError('the directory of the zip file is damaged');
  if (count > mostEntries) throw new DamagedError(`the zip file has more than ${mostEntries} entries`);
  return entriesOf(yield { start, end }, shift);
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - endBytes; at >= Math.max(0, tail.length - endBytes - 0xffff); at -= 1) {
    if (tail.readUInt32LE(at) === endSignature) return at;
  }
  return -1;
}

function toNumber(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

function entriesOf(directory: Buffer, shift: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [number, number, number];
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [size, compressedSize, start] = wideFields(extra, [24, 20, 42].map((field) => directory.readUInt32LE(at + field)));
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      start: (start as number) + shift,
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) !== 0,
      compressedSize: compressedSize as number,
      size: size as number,
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Of the fields, those that say that they are too large are in a record of the extra data, in the same order. */
function wideFields(extra: Buffer, fields: readonly number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return fields.map((field) => (field === 0xffffffff && next + 8 <= extra.length ? toNumber(extra, (next += 8) - 8) : field));
  }
  return [...fields];
}

/** The content of an entry. @throws DamagedError, also where it has more than `mostBytes` */
export function* readEntry(entry: ZipEntry, mostBytes: number): RangeReading<Buffer> {
  if (entry.encrypted) throw new DamagedError(`${entry.name} in it is encrypted`);
  if (entry.size > mostBytes || entry.compressedSize > mostBytes) throw new DamagedError(`${entry.name} in it has more than ${mostBytes} bytes`);
  const header = yield { start: entry.start, end: entry.start + 30 };
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new DamagedError(`${entry.name} in it is damaged`);
  const start = entry.start + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const stored = yield { start, end: start + entry.compressedSize };
  if (entry.method === 0) return stored;
  if (entry.method !== 8) throw new DamagedError(`${entry.name} in it is compressed by method ${entry.method}`);
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(entry.size, 1) });
  } catch {
    throw new DamagedError(`${entry.name} in it is damaged`);
  }
}
