/** Programs as linkers write them, with no more than a scan looks at: headers, segments, and sections for those that have any. */

export interface SegmentSpec {
  readonly address: number;
  readonly bytes: Buffer;
  readonly writable?: boolean;
}

export interface SectionSpec {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface ElfSpec {
  readonly word?: 4 | 8;
  readonly bigEndian?: boolean;
  readonly segments?: readonly SegmentSpec[];
  readonly sections?: readonly SectionSpec[];
  /** Bytes between the sections and the names of these, as lld puts the symbols there. */
  readonly gap?: number;
}

const alignment = 4096;

function number(value: number, size: 2 | 4 | 8, bigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  const cut = bytes.subarray(0, size);
  return bigEndian ? cut.reverse() : cut;
}

/** A string behind its length, as Go encodes both. */
export function goString(bytes: Buffer): Buffer {
  const length: number[] = [];
  for (let left = bytes.length; ; left = Math.floor(left / 128)) {
    length.push(left >= 128 ? (left % 128) + 128 : left);
    if (left < 128) return Buffer.concat([Buffer.from(length), bytes]);
  }
}

/** The text on the modules between its two marks of 16 bytes. */
export function framed(modules: string): Buffer {
  return Buffer.from(`${'<'.repeat(16)}${modules}${'>'.repeat(16)}`);
}

/** The build information as Go writes it since 1.18. */
export function goBuildInfo(goVersion: string, modules: string): Buffer {
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:\x08\x02', 'latin1');
  return Buffer.concat([header, goString(Buffer.from(goVersion)), goString(modules === '' ? Buffer.alloc(0) : framed(modules))]);
}

/** The same before 1.18: a segment of 4096 bytes that begins at `address` and points into itself. */
export function goBuildInfoByAddress(goVersion: string, modules: string, address: number, { word = 8, bigEndian = false }: ElfSpec = {}): Buffer {
  const bytes = Buffer.alloc(alignment);
  bytes.write('\xff Go buildinf:', 'latin1');
  bytes[14] = word;
  bytes[15] = bigEndian ? 1 : 0;
  const put = (value: number, at: number): number => number(value, word, bigEndian).copy(bytes, at);
  const texts = [Buffer.from(goVersion), framed(modules)];
  texts.forEach((text, index) => {
    const [pair, at] = [64 + index * 16, 128 + index * 128];
    put(address + pair, 16 + index * word);
    put(address + at, pair);
    put(text.length, pair + word);
    text.copy(bytes, at);
  });
  return bytes;
}

export function elf({ word = 8, bigEndian = false, segments = [], sections = [], gap = 0 }: ElfSpec): Buffer {
  const wide = word === 8;
  const n = (value: number, size: 2 | 4 | 8): Buffer => number(value, size, bigEndian);
  const programHeaders: Buffer[] = [];
  const sectionHeaders: Buffer[] = [Buffer.alloc(wide ? 64 : 40)];
  const body: Buffer[] = [];
  let offset = alignment;
  const add = (bytes: Buffer): number => {
    const at = offset;
    const padded = Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
    body.push(padded);
    offset += padded.length;
    return at;
  };
  for (const { address, bytes, writable = false } of segments) {
    const [at, flags] = [add(bytes), writable ? 6 : 4];
    const [w, size] = [word, bytes.length];
    const fields = wide
      ? [n(1, 4), n(flags, 4), n(at, w), n(address, w), n(address, w), n(size, w), n(size, w), n(alignment, w)]
      : [n(1, 4), n(at, w), n(address, w), n(address, w), n(size, w), n(size, w), n(flags, 4), n(alignment, w)];
    programHeaders.push(Buffer.concat(fields));
  }
  const names = Buffer.from(`\0${[...sections.map(({ name }) => name), '.shstrtab'].join('\0')}\0`);
  const section = (name: string, at: number, size: number): Buffer => {
    const w = word;
    return Buffer.concat([n(names.indexOf(`\0${name}\0`) + 1, 4), n(1, 4), n(0, w), n(0, w), n(at, w), n(size, w), n(0, 4), n(0, 4), n(1, w), n(0, w)]);
  };
  for (const { name, bytes } of sections) sectionHeaders.push(section(name, add(bytes), bytes.length));
  if (sections.length > 0) {
    sectionHeaders.push(section('.shstrtab', add(names), names.length));
    if (gap > 0) add(Buffer.alloc(gap));
  }
  const table = sections.length > 0 ? offset : 0;
  const header = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, bigEndian ? 2 : 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    n(2, 2), n(62, 2), n(1, 4), n(0, word), n(wide ? 64 : 52, word), n(table, word), n(0, 4), n(wide ? 64 : 52, 2),
    n(wide ? 56 : 32, 2), n(programHeaders.length, 2), n(wide ? 64 : 40, 2), n(table === 0 ? 0 : sectionHeaders.length, 2), n(table === 0 ? 0 : sectionHeaders.length - 1, 2),
  ]);
  const front = Buffer.concat([header, ...programHeaders]);
  return Buffer.concat([front, Buffer.alloc(alignment - front.length), ...body, ...(table === 0 ? [] : sectionHeaders)]);
}
