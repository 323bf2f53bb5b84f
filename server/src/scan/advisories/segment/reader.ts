import { open, type FileHandle } from 'node:fs/promises';
import type { AdvisoryRow } from '../row';
import { decodeRow } from '../row';
import type { AdvisoryText, PartLocation, RowIndex, SegmentFooter, TextIndex } from './format';
import { formatVersion, header, readTrailer, SegmentDamaged, sha256, textsPerBlock, trailerLength, unpack } from './format';
import type { BlockCache } from './block-cache';

/**
 * A segment open for reading. Opening reads its end only; an index is read on the first look-up, and a block when a
 * look-up needs it. Whatever does not match its hash is thrown as SegmentDamaged.
 */
export class Segment {
  private rows: Promise<RowIndex> | undefined;
  private texts: Promise<TextIndex> | undefined;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly cache: BlockCache,
    readonly footer: SegmentFooter,
    /** Bytes of the file. */
    readonly size: number,
  ) {}

  /** @throws SegmentDamaged, and errors of the file system, `ENOENT` where there is no such segment */
  static async open(path: string, cache: BlockCache): Promise<Segment> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size < header.length + trailerLength) throw new SegmentDamaged('it is too short');
      const start = await readBytes(file, { offset: 0, length: header.length }, size);
      if (!start.equals(header)) throw new SegmentDamaged('it is no advisory segment, or one of another format');
      const trailer = readTrailer(await readBytes(file, { offset: size - trailerLength, length: trailerLength }, size));
      const footer = JSON.parse(await readPart(file, trailer, size)) as SegmentFooter;
      if (footer.format !== formatVersion) throw new SegmentDamaged(`it has format ${footer.format}, this version reads ${formatVersion}`);
      return new Segment(path, file, cache, footer, size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Every row about the package; empty where there is none. */
  async lookup(name: string): Promise<readonly AdvisoryRow[]> {
    const { keys, blocks } = await this.rowIndex();
    const location = blocks[lastAtOrBelow(keys, name)];
    if (!location) return [];
    const text = await this.block(location);
    const marker = `${name}\t`;
    const at = text.startsWith(marker) ? 0 : text.indexOf(`\n${marker}`) + 1;
    if (at === 0 && !text.startsWith(marker)) return [];
    return decodeRows(text.slice(at + marker.length, text.indexOf('\n', at)));
  }

  /** The text of that number, or undefined for -1. */
  async text(number: number): Promise<AdvisoryText | undefined> {
    if (number < 0) return undefined;
    const { blocks } = await this.textIndex();
    const location = blocks[Math.floor(number / textsPerBlock)];
    if (!location) throw new SegmentDamaged(`it has no text ${number}`);
    const texts = JSON.parse(await this.block(location)) as [string, string, string, string][];
    const found = texts[number % textsPerBlock];
    if (!found) throw new SegmentDamaged(`it has no text ${number}`);
    const [summary, details, published, modified] = found;
    return { summary, details, published, modified };
  }

  /** Every package with its rows, by name. Blocks do not stay in the cache. */
  async *entries(): AsyncGenerator<{ readonly name: string; readonly rows: readonly AdvisoryRow[] }> {
    for (const location of (await this.rowIndex()).blocks) {
      for (const line of (await readPart(this.file, location, this.size)).split('\n')) {
        const tab = line.indexOf('\t');
        if (tab > 0) yield { name: line.slice(0, tab), rows: decodeRows(line.slice(tab + 1)) };
      }
    }
  }

  /** Reads all of it. @throws SegmentDamaged where something does not match its hash */
  async verify(): Promise<void> {
    for (const location of [...(await this.rowIndex()).blocks, ...(await this.textIndex()).blocks]) await readPart(this.file, location, this.size);
  }

  private rowIndex(): Promise<RowIndex> {
    this.rows ??= readPart(this.file, this.footer.rowIndex, this.size).then((text) => JSON.parse(text) as RowIndex);
    return this.rows;
  }

  private textIndex(): Promise<TextIndex> {
    this.texts ??= readPart(this.file, this.footer.textIndex, this.size).then((text) => JSON.parse(text) as TextIndex);
    return this.texts;
  }

  private block(location: PartLocation): Promise<string> {
    return this.cache.get(`${this.path}\0${location.offset}`, () => readPart(this.file, location, this.size));
  }
}

function decodeRows(json: string): AdvisoryRow[] {
  return (JSON.parse(json) as unknown[]).map(decodeRow);
}

/** Index of the last key that is not greater than `name`; -1 where all are. */
function lastAtOrBelow(keys: readonly string[], name: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) <= name) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

async function readPart(file: FileHandle, location: PartLocation, size: number): Promise<string> {
  const bytes = await readBytes(file, location, size);
  if (sha256(bytes) !== location.sha256) throw new SegmentDamaged(`the ${bytes.length} bytes at ${location.offset} do not match their SHA-256`);
  return unpack(bytes);
}

async function readBytes(file: FileHandle, { offset, length }: { offset: number; length: number }, size: number): Promise<Buffer> {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) throw new SegmentDamaged('a part lies outside of the file');
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, offset + read);
    if (bytesRead === 0) throw new SegmentDamaged('it ends early');
    read += bytesRead;
  }
  return bytes;
}
