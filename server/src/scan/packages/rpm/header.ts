import { DamagedError } from '../../errors';

/** Tags of a package's header that are read here. Source: rpmtag.h of rpm. */
export const Tag = {
  Name: 1000,
  Version: 1001,
  Release: 1002,
  Epoch: 1003,
  Vendor: 1011,
  License: 1014,
  Architecture: 1022,
  SourceRpm: 1044,
  DirIndexes: 1116,
  BaseNames: 1117,
  DirNames: 1118,
  ModularityLabel: 5096,
} as const;

/** Types of a tag's data. Source: rpm's manual, "Header format". */
const int32 = 4;
const textTypes: ReadonlySet<number> = new Set([6, 8, 9]);

const prefixBytes = 8;
const entryBytes = 16;
/** Rpm refuses headers with more. */
const maxEntries = 0xffff;
/** Linux refuses longer paths; a package with a longer one was never installed. */
const maxPathBytes = 4096;
/** Files of one package, and its directories. The largest have some 100,000; a list that claims more is not read to its end. */
const maxFiles = 1_000_000;

interface Entry {
  readonly type: number;
  /** Where its data begins. */
  readonly start: number;
  readonly count: number;
}

/**
 * The header that rpm's database keeps of each package: the number of entries and of bytes of data (32 bits each, the
 * high byte first), the entries (tag, type, offset, count), the data. Nothing is copied until it is asked for.
 */
export class RpmHeader {
  private readonly entries = new Map<number, Entry>();
  private readonly end: number;

  /** @throws DamagedError where the blob is shorter than it says; a single bad entry is as good as absent */
  constructor(private readonly blob: Buffer) {
    if (blob.length < prefixBytes) throw new DamagedError('a header is shorter than its beginning');
    const entries = blob.readUInt32BE(0);
    const dataBytes = blob.readUInt32BE(4);
    const dataStart = prefixBytes + entries * entryBytes;
    this.end = dataStart + dataBytes;
    if (entries > maxEntries || this.end > blob.length) throw new DamagedError('a header is shorter than it says');
    for (let at = prefixBytes; at < dataStart; at += entryBytes) {
      const tag = blob.readInt32BE(at);
      const offset = blob.readUInt32BE(at + 8);
      if (!wanted.has(tag) || offset >= dataBytes || this.entries.has(tag)) continue;
      this.entries.set(tag, { type: blob.readUInt32BE(at + 4), start: dataStart + offset, count: blob.readUInt32BE(at + 12) });
    }
  }

  /** The first text of a tag; undefined where it has none or an empty one. */
  text(tag: number): string | undefined {
    const entry = this.entryOf(tag, textTypes);
    const end = entry === undefined ? -1 : this.endOfText(entry.start);
    return entry === undefined || end <= entry.start ? undefined : this.blob.toString('utf8', entry.start, end);
  }

  /** The first number of a tag. */
  number(tag: number): number | undefined {
    const entry = this.entryOf(tag, int32Only);
    return entry === undefined || entry.count === 0 || entry.start + 4 > this.end ? undefined : this.blob.readUInt32BE(entry.start);
  }

  /** Paths of the package's files, without a leading slash. Each directory is kept once, each name with the number of its directory. */
  *files(): Generator<string> {
    const names = this.entryOf(Tag.BaseNames, textTypes);
    const indexes = this.entryOf(Tag.DirIndexes, int32Only);
    const directories = this.directories();
    if (names === undefined || indexes === undefined) return;
    const count = Math.min(names.count, indexes.count, maxFiles, Math.floor((this.end - indexes.start) / 4));
    let directory = '';
    let known = -1;
    let start = names.start;
    for (let file = 0; file < count; file += 1) {
      const end = this.endOfText(start);
      if (end < 0) return;
      const index = this.blob.readUInt32BE(indexes.start + file * 4);
      const at = directories[index];
      if (at !== undefined) {
        // The files of one directory stand together.
        if (index !== known) directory = this.blob.toString('utf8', at, this.endOfText(at));
        known = index;
        if (directory.length + end - start <= maxPathBytes) yield (directory + this.blob.toString('utf8', start, end)).replace(/^\/+/, '');
      }
      start = end + 1;
    }
  }

  /** Where the names of the directories begin; those that are no path are left out. */
  private directories(): (number | undefined)[] {
    const entry = this.entryOf(Tag.DirNames, textTypes);
    const starts: (number | undefined)[] = [];
    let start = entry?.start ?? 0;
    for (let index = 0; index < Math.min(entry?.count ?? 0, maxFiles); index += 1) {
      const end = this.endOfText(start);
      if (end < 0) break;
      starts.push(end - start <= maxPathBytes ? start : undefined);
      start = end + 1;
    }
    return starts;
  }

  private entryOf(tag: number, types: ReadonlySet<number>): Entry | undefined {
    const entry = this.entries.get(tag);
    return entry !== undefined && types.has(entry.type) ? entry : undefined;
  }

  /** Where the zero byte behind a text stands; -1 where there is none. */
  private endOfText(start: number): number {
    const end = this.blob.indexOf(0, start);
    return end < this.end ? end : -1;
  }
}

const wanted: ReadonlySet<number> = new Set(Object.values(Tag));
const int32Only: ReadonlySet<number> = new Set([int32]);
