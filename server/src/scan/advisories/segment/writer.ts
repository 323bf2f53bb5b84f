import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AdvisoryText, PartLocation, SegmentFooter, SegmentSource } from './format';
import { readLines } from './lines';
import { formatVersion, header, pack, rowBlockBytes, sha256, textsPerBlock, writeTrailer } from './format';

/** Temporary files end so; what a killed process leaves behind is collected by this name. */
export const temporarySuffix = '.tmp';

export interface SegmentTotals {
  readonly records: number;
  readonly packages: number;
  readonly bytes: number;
}

/**
 * Writes one segment beside its final place and renames it there at the end, so that readers see the old or the new
 * one, never a part. Rows may come in any order and in any number: they are sorted on disk, in runs that the caller
 * has written out by `spill` when it needs the memory.
 */
export class SegmentWriter {
  private readonly temporary: string;
  private file: FileHandle | undefined;
  private offset = 0;
  private rows: string[] = [];
  private readonly runs: string[] = [];
  private texts: AdvisoryText[] = [];
  private textCount = 0;
  private readonly textBlocks: PartLocation[] = [];
  private sequence = 0;
  private readonly records = new Set<string>();
  /** Characters of rows held in memory. */
  buffered = 0;

  constructor(
    private readonly path: string,
    private readonly segment: string,
    private readonly ecosystem: string,
  ) {
    this.temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  }

  /** True where a record of this id was added. */
  has(record: string): boolean {
    return this.records.has(record);
  }

  /**
   * Adds what one record says. Where a later record of the same id speaks of the same package, it replaces this one.
   *
   * @param rows by package; `encode` is given the number of the text
   */
  async add(record: string, text: AdvisoryText, rows: ReadonlyMap<string, (text: number) => readonly string[]>): Promise<void> {
    this.records.add(record);
    const number = this.addText(text);
    this.sequence += 1;
    const order = this.sequence.toString(16).padStart(8, '0');
    for (const [key, encode] of rows) {
      const row = `${key}\t${record}\t${order}\t[${encode(number).join(',')}]`;
      this.rows.push(row);
      this.buffered += row.length;
    }
    if (this.texts.length >= textsPerBlock) await this.writeTexts();
  }

  private addText(text: AdvisoryText): number {
    if (text.summary === '' && text.details === '') return -1;
    this.texts.push(text);
    this.textCount += 1;
    return this.textCount - 1;
  }

  private async writeTexts(): Promise<void> {
    if (this.texts.length === 0) return;
    this.textBlocks.push(await this.append(JSON.stringify(this.texts.map(({ summary, details, published, modified }) => [summary, details, published, modified]))));
    this.texts = [];
  }

  /** Writes the rows held in memory out to a sorted run. */
  async spill(): Promise<void> {
    if (this.rows.length === 0) return;
    await mkdir(dirname(this.path), { recursive: true });
    const run = `${this.temporary}.${this.runs.length}${temporarySuffix}`;
    this.runs.push(run);
    const stream = createWriteStream(run);
    for (const row of this.takeSorted()) if (!stream.write(`${row}\n`)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'close');
  }

  private takeSorted(): string[] {
    const rows = this.rows.sort();
    this.rows = [];
    this.buffered = 0;
    return rows;
  }

  /** Writes the segment and puts it in its place. The writer cannot be used afterwards. */
  async finish(sources: readonly SegmentSource[], created: Date): Promise<SegmentTotals> {
    try {
      await this.writeTexts();
      const rows = await this.writeRows();
      const footer: SegmentFooter = {
        format: formatVersion,
        segment: this.segment,
        ecosystem: this.ecosystem,
        created: created.toISOString(),
        sources,
        records: this.records.size,
        packages: rows.packages,
        rowIndex: await this.append(JSON.stringify({ keys: rows.keys, blocks: rows.blocks })),
        textIndex: await this.append(JSON.stringify({ blocks: this.textBlocks })),
      };
      const trailer = writeTrailer(await this.append(JSON.stringify(footer)));
      const file = await this.output();
      await file.write(trailer);
      await file.sync();
      await file.close();
      this.file = undefined;
      await rename(this.temporary + temporarySuffix, this.path);
      return { records: this.records.size, packages: rows.packages, bytes: this.offset + trailer.length };
    } finally {
      await this.discard();
    }
  }

  /** Removes every temporary file; the segment that was there before stays. */
  async discard(): Promise<void> {
    await this.file?.close().catch(() => undefined);
    this.file = undefined;
    for (const path of [...this.runs, this.temporary + temporarySuffix]) await rm(path, { force: true });
  }

  private async writeRows(): Promise<{ keys: string[]; blocks: PartLocation[]; packages: number }> {
    const [keys, blocks]: [string[], PartLocation[]] = [[], []];
    let packages = 0;
    let block: string[] = [];
    let size = 0;
    const flush = async (): Promise<void> => {
      if (block.length === 0) return;
      blocks.push(await this.append(block.join('')));
      block = [];
      size = 0;
    };
    for await (const { key, value } of groupByKey(mergeSorted(this.takeSorted(), this.runs))) {
      const line = `${key}\t${value}\n`;
      if (size > 0 && size + line.length > rowBlockBytes) await flush();
      if (block.length === 0) keys.push(key);
      block.push(line);
      size += line.length;
      packages += 1;
    }
    await flush();
    return { keys, blocks, packages };
  }

  private async append(text: string): Promise<PartLocation> {
    const file = await this.output();
    const bytes = pack(text);
    const location = { offset: this.offset, length: bytes.length, sha256: sha256(bytes) };
    await file.write(bytes);
    this.offset += bytes.length;
    return location;
  }

  private async output(): Promise<FileHandle> {
    if (!this.file) {
      await mkdir(dirname(this.path), { recursive: true });
      this.file = await open(this.temporary + temporarySuffix, 'wx');
      await this.file.write(header);
      this.offset = header.length;
    }
    return this.file;
  }
}

/** The rows of memory and of the runs, all sorted, as one sorted sequence. */
async function* mergeSorted(rows: readonly string[], runs: readonly string[]): AsyncGenerator<string> {
  if (runs.length === 0) {
    yield* rows;
    return;
  }
  const sources = [rows[Symbol.iterator](), ...runs.map((run) => readLines(createReadStream(run)))];
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    let least = -1;
    heads.forEach((head, index) => {
      if (!head.done && (least < 0 || head.value < (heads[least]?.value as string))) least = index;
    });
    if (least < 0) return;
    yield heads[least]?.value as string;
    heads[least] = await (sources[least] as Iterator<string> | AsyncIterator<string>).next();
  }
}

/** The list of rows of each key, and of each record only what came last. */
async function* groupByKey(sorted: AsyncGenerator<string>): AsyncGenerator<{ key: string; value: string }> {
  let key: string | undefined;
  let lists = new Map<string, string>();
  const value = (): string => `[${[...lists.values()].map((list) => list.slice(1, -1)).join(',')}]`;
  for await (const row of sorted) {
    const [at, record, , list] = splitRow(row);
    if (key !== undefined && key !== at) {
      yield { key, value: value() };
      lists = new Map();
    }
    key = at;
    lists.set(record, list);
  }
  if (key !== undefined) yield { key, value: value() };
}

function splitRow(row: string): [string, string, string, string] {
  const first = row.indexOf('\t');
  const second = row.indexOf('\t', first + 1);
  const third = row.indexOf('\t', second + 1);
  return [row.slice(0, first), row.slice(first + 1, second), row.slice(second + 1, third), row.slice(third + 1)];
}
