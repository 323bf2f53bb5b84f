import type { RangeReading } from './range-cataloguer';

/** Bytes of a program file that are loaded at an address. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly address: bigint;
  readonly writable: boolean;
}

/** More than any linker writes; a hostile header may claim 65,535. */
const mostSegments = 1024;
const longestHeaders = 1024 * 1024;

const elfMagic = 0x7f454c46;

/** ELF, PE and Mach-O for one architecture. Source: the System V ABI, Microsoft's "PE Format", Apple's loader.h. */
export function isExecutable(head: Buffer): boolean {
  return isElf(head) || isPe(head) || (head.length >= 16 && machWords.has(head.readUInt32LE(0)));
}

export function isElf(head: Buffer): boolean {
  return head.length >= 16 && head.readUInt32BE(0) === elfMagic;
}

function isPe(head: Buffer): boolean {
  return head.length >= 16 && head.readUInt16BE(0) === 0x4d5a;
}

/** Bytes of an address by Mach-O's magic. */
const machWords: ReadonlyMap<number, 4 | 8> = new Map([
  [0xfeedface, 4],
  [0xfeedfacf, 8],
]);

/** Numbers of a header, in its byte order. Fields beyond its end are 0. */
export class Fields {
  constructor(
    private readonly bytes: Buffer,
    private readonly bigEndian = false,
  ) {}

  /** @param size 2, 4 or 8 bytes */
  at(offset: number, size: 2 | 4 | 8): number {
    return Number(this.bigAt(offset, size));
  }

  bigAt(offset: number, size: 2 | 4 | 8): bigint {
    if (offset < 0 || offset + size > this.bytes.length) return 0n;
    if (size === 8) return this.bigEndian ? this.bytes.readBigUInt64BE(offset) : this.bytes.readBigUInt64LE(offset);
    return BigInt(this.bigEndian ? this.bytes.readUIntBE(offset, size) : this.bytes.readUIntLE(offset, size));
  }
}

/** The segments of a program that have bytes in its file; none where its headers make no sense: then no system loads it. */
export function* readSegments(size: number): RangeReading<readonly Segment[]> {
  const head = yield { start: 0, end: 64 };
  const segments = isElf(head) ? yield* elfSegments(head) : isPe(head) ? yield* peSegments(head) : yield* machSegments(head);
  return segments.filter(({ start, end }) => start < end && end <= size);
}

/** The first bytes of an ELF file, with the sizes that differ between 32 and 64 bits. */
export interface ElfHeader {
  readonly fields: Fields;
  readonly bigEndian: boolean;
  readonly word: 4 | 8;
}

export function elfHeader(head: Buffer): ElfHeader {
  const bigEndian = head[5] === 2;
  return { fields: new Fields(head, bigEndian), bigEndian, word: head[4] === 2 ? 8 : 4 };
}

function* elfSegments(head: Buffer): RangeReading<readonly Segment[]> {
  const { fields, bigEndian, word } = elfHeader(head);
  const wide = word === 8;
  const start = fields.at(wide ? 32 : 28, word);
  const entrySize = fields.at(wide ? 54 : 42, 2);
  const count = Math.min(fields.at(wide ? 56 : 44, 2), mostSegments);
  const table = new Fields(yield { start, end: Math.min(start + entrySize * count, start + longestHeaders) }, bigEndian);
  return Array.from({ length: count }, (_, index) => index * entrySize)
    .filter((at) => table.at(at, 4) === 1)
    .map((at) => {
      const offset = table.at(at + (wide ? 8 : 4), word);
      return {
        start: offset,
        end: offset + table.at(at + (wide ? 32 : 16), word),
        address: table.bigAt(at + (wide ? 16 : 8), word),
        writable: (table.at(at + (wide ? 4 : 24), 4) & 2) !== 0,
      };
    });
}

function* peSegments(head: Buffer): RangeReading<readonly Segment[]> {
  const start = new Fields(head).at(60, 4);
  const header = new Fields(yield { start, end: start + 56 });
  if (header.at(0, 4) !== 0x4550) return [];
  const optional = header.at(20, 2);
  const base = header.at(24, 2) === 0x20b ? header.bigAt(48, 8) : header.bigAt(52, 4);
  const count = Math.min(header.at(6, 2), mostSegments);
  const tableStart = start + 24 + optional;
  const table = new Fields(yield { start: tableStart, end: tableStart + 40 * count });
  return Array.from({ length: count }, (_, index) => index * 40).map((at) => {
    const offset = table.at(at + 20, 4);
    return { start: offset, end: offset + table.at(at + 16, 4), address: base + table.bigAt(at + 12, 4), writable: table.at(at + 36, 4) >= 0x80000000 };
  });
}

function* machSegments(head: Buffer): RangeReading<readonly Segment[]> {
  const fields = new Fields(head);
  const word = machWords.get(fields.at(0, 4));
  if (word === undefined) return [];
  const wide = word === 8;
  const start = wide ? 32 : 28;
  const length = Math.min(fields.at(20, 4), longestHeaders);
  const commands = new Fields(yield { start, end: start + length });
  const segments: Segment[] = [];
  for (let at = 0, left = Math.min(fields.at(16, 4), mostSegments); left > 0 && at < length; left -= 1) {
    if (commands.at(at, 4) === (wide ? 0x19 : 1)) {
      const offset = commands.at(at + (wide ? 40 : 32), word);
      segments.push({
        start: offset,
        end: offset + commands.at(at + (wide ? 48 : 36), word),
        address: commands.bigAt(at + 24, word),
        writable: (commands.at(at + (wide ? 60 : 44), 4) & 2) !== 0,
      });
    }
    at += Math.max(commands.at(at + 4, 4), 8);
  }
  return segments;
}
