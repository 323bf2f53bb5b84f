import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Problem } from '../types';
import { segmentPath } from './directory';
import { packageKey, segmentFor } from './ecosystem';
import { releaseOf } from './releases';
import { recordsOf } from './export';
import type { RawRecord } from './feeds/raw-record';
import { readRecords } from './feeds/records';
import { isSecdb, secdbEcosystem, secdbToOsv } from './feeds/secdb';
import { readOsvRecord, type OsvAffected, type OsvRecord } from './osv';
import { encodeRow, rowOf } from './row';
import { BlockCache } from './segment/block-cache';
import type { AdvisoryText, SegmentSource } from './segment/format';
import { SegmentWriter } from './segment/writer';
import { openSegment } from './store';

/** A file of records, and where it came from if not from the user's disk. */
export interface ImportFile {
  readonly path: string;
  readonly source?: SegmentSource;
}

export interface ImportOptions {
  /** Keep the records of the segments that are there, except those that the files have too. Without it a segment is replaced. */
  readonly merge?: boolean;
  /** OSV ecosystems to import; without it, all that the files name. */
  readonly only?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Date written into the segments; now by default. */
  readonly now?: Date;
}

export interface ImportProgress {
  readonly file: string;
  readonly records: number;
  /** 0 to 1 over all files. */
  readonly fraction: number;
}

export interface ImportedSegment {
  readonly segment: string;
  readonly ecosystem: string;
  readonly records: number;
  readonly packages: number;
  readonly bytes: number;
}

export interface ImportSummary {
  readonly segments: readonly ImportedSegment[];
  /** Records that were read, whether used or not. */
  readonly records: number;
  readonly skipped: {
    readonly withdrawn: number;
    /** Lines, array elements or zip entries that are no OSV record. */
    readonly bad: number;
    /** Records that name no version that could be judged (only Git ranges, or nothing), and bulletins about other defects than vulnerabilities. */
    readonly unusable: number;
    /** Records of other ecosystems than those asked for. */
    readonly unasked: number;
    /** Records about a distribution as a whole, `Debian` without its release, and about products that no image is. */
    readonly unreleased: number;
  };
  /** The first few bad items by name, files that could not be read, and damaged segments that were replaced. */
  readonly problems: readonly Problem[];
}

/** Characters of rows held in memory before they are sorted out to disk. */
const bufferLimit = 24 * 1024 * 1024;

/** A feed has some dozens of releases; a file that names more segments than this is broken. */
const maxSegments = 500;

const maxNamedProblems = 10;

/** The texts are for reading in an editor: what is longer is cut. */
const maxDetails = 4000;
const maxSummary = 300;

/**
 * Reads advisories into segments. A segment is replaced as a whole and at once; where nothing usable was read for it,
 * it stays as it is. Bad records are counted and the first ones named; they never stop the rest.
 *
 * @param files paths, or paths with their source
 * @throws AbortError when the signal is raised, and errors of writing to the directory
 */
export async function importAdvisories(files: readonly (string | ImportFile)[], directory: string, options: ImportOptions = {}): Promise<ImportSummary> {
  const run = new Import(directory, options);
  try {
    await run.readAll(files.map((file) => (typeof file === 'string' ? { path: file } : file)));
    return await run.finish();
  } finally {
    await run.discard();
  }
}

class Import {
  private readonly writers = new Map<string, { readonly writer: SegmentWriter; readonly ecosystem: string; readonly sources: Map<string, SegmentSource> }>();
  private readonly wanted: ReadonlySet<string> | undefined;
  private readonly skipped = { withdrawn: 0, bad: 0, unusable: 0, unasked: 0, unreleased: 0 };
  private readonly problems: Problem[] = [];
  /** By segment, ids that a file withdraws: a merge takes them out. */
  private readonly withdrawn = new Set<string>();
  private records = 0;

  constructor(
    private readonly directory: string,
    private readonly options: ImportOptions,
  ) {
    this.wanted = options.only && new Set(options.only.map(segmentFor).filter((name) => name !== undefined));
  }

  async readAll(files: readonly ImportFile[]): Promise<void> {
    const sizes = await Promise.all(files.map(({ path }) => stat(path).then(({ size }) => size, () => 0)));
    const total = Math.max(1, sizes.reduce((sum, size) => sum + size, 0));
    let before = 0;
    for (const [index, file] of files.entries()) {
      try {
        await this.readFile(file, (bytes) => Math.min(1, (before + bytes) / total));
      } catch (error) {
        this.options.signal?.throwIfAborted();
        await this.giveUp(file, (error as Error).message);
      }
      before += sizes[index] as number;
    }
  }

  private async readFile(file: ImportFile, fraction: (bytes: number) => number): Promise<void> {
    let read = 0;
    let nextReport = 0;
    const source = sourceOf(file);
    for await (const item of readRecords(file.path, (bytes) => (read = bytes))) {
      this.options.signal?.throwIfAborted();
      await this.take(item, file.path, source);
      if (this.records < nextReport) continue;
      nextReport = this.records + 1000;
      this.options.onProgress?.({ file: file.path, records: this.records, fraction: fraction(read) });
    }
    this.options.onProgress?.({ file: file.path, records: this.records, fraction: fraction(read) });
  }

  /** Half a file would make a segment that misses advisories and looks whole: the segments it names stay as they are. */
  private async giveUp(file: ImportFile, reason: string): Promise<void> {
    const { name } = sourceOf(file);
    const segments: string[] = [];
    for (const [segment, { writer, sources }] of this.writers) {
      if (!sources.has(name)) continue;
      segments.push(segment);
      await writer.discard();
      this.writers.delete(segment);
    }
    const kept = segments.length > 0 ? ` What is there of ${segments.join(', ')} stays as it is.` : '';
    this.problems.push({ where: file.path, message: `The file cannot be read to its end: ${reason}.${kept}` });
  }

  private async take(item: RawRecord, path: string, source: SegmentSource): Promise<void> {
    if ('error' in item) {
      this.bad(`${path}: ${item.where}`, item.error);
      return;
    }
    if (isSecdb(item.value)) {
      const ecosystem = secdbEcosystem(item.value);
      if (ecosystem === undefined) this.bad(`${path}: ${item.where}`, 'the security database names no release that Plimsoll knows');
      else for (const value of secdbToOsv(item.value, ecosystem)) await this.takeOsv(value, `${path}: ${item.where}`, source);
      return;
    }
    await this.takeOsv(item.value, `${path}: ${item.where}`, source);
  }

  private async takeOsv(value: unknown, where: string, source: SegmentSource): Promise<void> {
    const record = readOsvRecord(value);
    if (typeof record === 'string') {
      this.bad(where, record);
      return;
    }
    this.records += 1;
    if (record.withdrawn) {
      this.skipped.withdrawn += 1;
      this.withdrawn.add(record.id);
      return;
    }
    const groups = this.bySegment(record.affected);
    if (groups.size === 0) {
      this.countLeftOut(record.affected);
      return;
    }
    let used = false;
    for (const [segment, affected] of groups) used = (await this.add(segment, record, affected, source)) || used;
    if (!used) this.skipped.unusable += 1;
  }

  private bySegment(affected: readonly OsvAffected[]): Map<string, OsvAffected[]> {
    const groups = new Map<string, OsvAffected[]>();
    for (const item of affected) {
      const segment = segmentFor(item.ecosystem);
      if (segment === undefined || (this.wanted && !this.wanted.has(segment))) continue;
      groups.set(segment, [...(groups.get(segment) ?? []), item]);
    }
    return groups;
  }

  private countLeftOut(affected: readonly OsvAffected[]): void {
    if (affected.length === 0) this.skipped.unusable += 1;
    else if (affected.some(({ ecosystem }) => segmentFor(ecosystem) !== undefined)) this.skipped.unasked += 1;
    else this.skipped.unreleased += 1;
  }

  private async add(segment: string, record: OsvRecord, affected: readonly OsvAffected[], source: SegmentSource): Promise<boolean> {
    const rows = new Map<string, ((text: number) => string)[]>();
    for (const item of distinct(affected)) {
      const row = rowOf(record, item);
      if (!row) continue;
      const key = packageKey(item.ecosystem, item.name);
      rows.set(key, [...(rows.get(key) ?? []), (text) => encodeRow({ ...row, text })]);
    }
    if (rows.size === 0) return false;
    const { ecosystem } = affected[0] as OsvAffected;
    const target = this.target(segment, releaseOf(ecosystem) ?? ecosystem);
    if (!target) return false;
    target.sources.set(source.name, source);
    await target.writer.add(record.id, textOf(record), new Map([...rows].map(([key, encoders]) => [key, (text: number) => encoders.map((encode) => encode(text))])));
    await this.spillIfFull();
    return true;
  }

  private target(segment: string, ecosystem: string) {
    const known = this.writers.get(segment);
    if (known) return known;
    if (this.writers.size >= maxSegments) {
      this.bad(ecosystem, `the files name more than ${maxSegments} ecosystems`);
      return undefined;
    }
    const target = { writer: new SegmentWriter(segmentPath(this.directory, segment), segment, ecosystem), ecosystem, sources: new Map<string, SegmentSource>() };
    this.writers.set(segment, target);
    return target;
  }

  private async spillIfFull(): Promise<void> {
    let buffered = 0;
    for (const { writer } of this.writers.values()) buffered += writer.buffered;
    if (buffered < bufferLimit) return;
    // Small segments stay in memory: the large ones are what fills it.
    for (const { writer } of this.writers.values()) if (writer.buffered * this.writers.size * 2 > bufferLimit) await writer.spill();
  }

  async finish(): Promise<ImportSummary> {
    const segments: ImportedSegment[] = [];
    for (const [segment, { writer, ecosystem, sources }] of this.writers) {
      this.options.signal?.throwIfAborted();
      if (this.options.merge) await this.addExisting(segment, sources);
      const totals = await writer.finish([...sources.values()], this.options.now ?? new Date());
      segments.push({ segment, ecosystem, ...totals });
    }
    return { segments: segments.sort((a, b) => (a.segment < b.segment ? -1 : 1)), records: this.records, skipped: this.skipped, problems: this.problems };
  }

  /** Adds to a segment that is being written what the one on disk has and the files do not speak of. */
  private async addExisting(segment: string, sources: Map<string, SegmentSource>): Promise<void> {
    const found = await openSegment(this.directory, segment, new BlockCache(0));
    if (found.state === 'absent') return;
    if (found.state === 'damaged') {
      this.problems.push({ where: `segment ${segment}`, message: `It is damaged and could not be merged, only replaced: ${found.message}.` });
      return;
    }
    const fresh = this.writers.get(segment);
    const incoming = new Set<string>();
    try {
      for await (const value of recordsOf(found.segment)) {
        const record = readOsvRecord(value);
        if (typeof record === 'string' || this.withdrawn.has(record.id) || (fresh?.writer.has(record.id) && !incoming.has(record.id))) continue;
        incoming.add(record.id);
        await this.add(segment, record, record.affected, { name: '' });
      }
      sources.delete('');
      for (const source of found.segment.footer.sources) if (!sources.has(source.name)) sources.set(source.name, source);
    } catch (error) {
      this.problems.push({ where: `segment ${segment}`, message: `It is damaged and could not be merged whole: ${(error as Error).message}.` });
    } finally {
      await found.segment.close();
    }
  }

  private bad(where: string, reason: string): void {
    this.skipped.bad += 1;
    if (this.skipped.bad <= maxNamedProblems) this.problems.push({ where, message: `This is no advisory and is left out: ${reason}.` });
  }

  async discard(): Promise<void> {
    for (const { writer } of this.writers.values()) await writer.discard();
  }
}

/** Repositories of one release repeat what they share. */
function distinct(affected: readonly OsvAffected[]): readonly OsvAffected[] {
  if (affected.every(({ ecosystem }) => ecosystem === affected[0]?.ecosystem)) return affected;
  return [...new Map(affected.map((item) => [JSON.stringify({ ...item, ecosystem: '' }), item])).values()];
}

function sourceOf({ path, source }: ImportFile): SegmentSource {
  return source ?? { name: basename(path) };
}

function textOf({ summary, details, published, modified }: OsvRecord): AdvisoryText {
  const first = summary || firstSentence(details);
  return { summary: cut(first, maxSummary), details: cut(details, maxDetails), published, modified };
}

function firstSentence(text: string): string {
  const flat = text.slice(0, maxSummary * 2).replace(/\s+/g, ' ').trim();
  return /^.{20,}?[.!?](?= |$)/.exec(flat)?.[0] ?? flat;
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}
