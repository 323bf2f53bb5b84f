/** Makes package headers and databases as rpm writes them: enough of both for tests. */
export interface HeaderEntry {
  readonly tag: number;
  /** 4: 32 bits each; 6: a text; 8: texts. */
  readonly type: number;
  readonly data: Buffer;
  readonly count?: number;
}

export interface RpmSpec {
  readonly name: string;
  /** `version-release`. */
  readonly version: string;
  readonly epoch?: number;
  readonly architecture?: string;
  readonly sourceRpm?: string;
  readonly vendor?: string;
  readonly modularityLabel?: string;
  /** Absolute paths. */
  readonly files?: readonly string[];
}

export const text = (tag: number, ...values: readonly string[]): HeaderEntry => ({ tag, type: values.length === 1 ? 6 : 8, data: Buffer.from(values.map((value) => `${value}\0`).join('')), count: values.length });

export function numbers(tag: number, ...values: readonly number[]): HeaderEntry {
  const data = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => data.writeUInt32BE(value, index * 4));
  return { tag, type: 4, data, count: values.length };
}

/** The blob that the database keeps of a package. */
export function headerBlob(entries: readonly HeaderEntry[]): Buffer {
  const index = Buffer.alloc(8 + entries.length * 16);
  const data: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    data.push(part);
    length += part.length;
  };
  entries.forEach((entry, number) => {
    if (entry.type === 4) add(Buffer.alloc((4 - (length % 4)) % 4));
    const at = 8 + number * 16;
    index.writeUInt32BE(entry.tag, at);
    index.writeUInt32BE(entry.type, at + 4);
    index.writeUInt32BE(length, at + 8);
    index.writeUInt32BE(entry.count ?? 1, at + 12);
    add(entry.data);
  });
  index.writeUInt32BE(entries.length, 0);
  index.writeUInt32BE(length, 4);
  return Buffer.concat([index, ...data]);
}

/** A package as `name [epoch:]version-release`, or with more of it. */
export function rpmSpec(item: string | RpmSpec): RpmSpec {
  if (typeof item !== 'string') return item;
  const [name, evr] = item.split(' ') as [string, string];
  const [, epoch, version] = /^(?:(\d+):)?(.*)$/.exec(evr) as unknown as [string, string | undefined, string];
  return { name, version, ...(epoch === undefined ? {} : { epoch: Number(epoch) }) };
}

export function packageHeader(item: string | RpmSpec): Buffer {
  const { name, version, epoch, architecture = 'x86_64', sourceRpm, vendor, modularityLabel, files = [] } = rpmSpec(item);
  const dash = version.lastIndexOf('-');
  const directories = [...new Set(files.map(directoryOf))];
  return headerBlob([
    text(1000, name),
    text(1001, version.slice(0, dash)),
    text(1002, version.slice(dash + 1)),
    ...(epoch === undefined ? [] : [numbers(1003, epoch)]),
    ...(vendor === undefined ? [] : [text(1011, vendor)]),
    text(1022, architecture),
    ...(sourceRpm === undefined ? [] : [text(1044, sourceRpm)]),
    ...(files.length === 0 ? [] : [numbers(1116, ...files.map((file) => directories.indexOf(directoryOf(file)))), text(1117, ...files.map((file) => file.slice(directoryOf(file).length))), text(1118, ...directories)]),
    ...(modularityLabel === undefined ? [] : [text(5096, modularityLabel)]),
  ]);
}

function directoryOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** A database in rpm's "ndb" format, the simplest of the three, with these headers. */
export function ndbOf(headers: readonly Buffer[]): Buffer {
  const slotPages = Math.ceil((headers.length + 2) / 256);
  const slots = Buffer.alloc(slotPages * 4096);
  for (let at = 32; at < slots.length; at += 16) slots.write('Slot', at, 'latin1');
  slots.write('RpmP', 0, 'latin1');
  slots.writeUInt32LE(slotPages, 12);
  slots.writeUInt32LE(headers.length + 1, 16);
  const blobs: Buffer[] = [];
  let block = slots.length / 16;
  headers.forEach((header, index) => {
    const head = Buffer.alloc(16);
    head.write('BlbS', 0, 'latin1');
    head.writeUInt32LE(index + 1, 4);
    head.writeUInt32LE(header.length, 12);
    const blocks = Math.ceil((16 + header.length + 12) / 16);
    const slot = 32 + index * 16;
    slots.writeUInt32LE(index + 1, slot + 4);
    slots.writeUInt32LE(block, slot + 8);
    slots.writeUInt32LE(blocks, slot + 12);
    blobs.push(head, header, Buffer.alloc(blocks * 16 - 16 - header.length));
    block += blocks;
  });
  return Buffer.concat([slots, ...blobs]);
}

/** A database with these packages. */
export function rpmDatabase(...packages: readonly (string | RpmSpec)[]): Buffer {
  return ndbOf(packages.map(packageHeader));
}
