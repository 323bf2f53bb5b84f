import { createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { Problem } from '../types';
import { segmentOfFile } from './directory';
import type { AdvisoryRow } from './row';
import { BlockCache } from './segment/block-cache';
import type { Segment } from './segment/reader';
import { openSegment } from './store';
import { temporarySuffix } from './segment/writer';

/**
 * The records of a segment in the OSV schema, one a vulnerability, as far as a segment keeps them. Read again, they
 * give the same segment. Held in memory are the rows of one segment, not its texts.
 */
export async function* recordsOf(segment: Segment): AsyncGenerator<Record<string, unknown>> {
  const { ecosystem } = segment.footer;
  const byRecord = new Map<string, { row: AdvisoryRow; affected: unknown[] }>();
  for await (const { name, rows } of segment.entries()) {
    for (const row of rows) {
      const known = byRecord.get(row.record) ?? { row, affected: [] };
      byRecord.set(row.record, known);
      known.affected.push(affectedOf(ecosystem, name, row));
    }
  }
  // In the order of the texts, so that each block of them is read once.
  for (const { row, affected } of [...byRecord.values()].sort((a, b) => a.row.text - b.row.text)) {
    const text = await segment.text(row.text);
    yield {
      schema_version: '1.7.3',
      id: row.record,
      ...(row.aliases.length > 0 ? { aliases: row.aliases } : {}),
      ...(row.upstream.length > 0 ? { upstream: row.upstream } : {}),
      modified: text?.modified || segment.footer.created,
      ...(text?.published ? { published: text.published } : {}),
      ...(text?.summary ? { summary: text.summary } : {}),
      ...(text?.details ? { details: text.details } : {}),
      affected,
    };
  }
}

function affectedOf(ecosystem: string, name: string, row: AdvisoryRow): unknown {
  return {
    package: { ecosystem, name },
    ...(row.ranges.length > 0 ? { ranges: row.ranges.map((events) => ({ type: 'ECOSYSTEM', events: events.map(({ kind, version }) => ({ [kind]: version })) })) } : {}),
    ...(row.versions.length > 0 ? { versions: row.versions } : {}),
    ...(row.unimportant ? { ecosystem_specific: { urgency: 'unimportant' } } : {}),
    ...(row.severity === 'unknown' ? {} : { database_specific: { severity: row.severity } }),
  };
}

export interface ExportSummary {
  readonly segments: readonly { readonly segment: string; readonly records: number }[];
  readonly problems: readonly Problem[];
}

/**
 * Writes segments as lines of OSV records, which `db import` reads on another machine.
 *
 * @param file written whole or not at all
 * @param segments names, `debian-12`; all of the directory where absent
 */
export async function exportSegments(directory: string, file: string, segments?: readonly string[]): Promise<ExportSummary> {
  const names = segments ?? (await segmentNames(directory));
  const [written, problems]: [{ segment: string; records: number }[], Problem[]] = [[], []];
  const temporary = `${file}.${process.pid}${temporarySuffix}`;
  const output = createWriteStream(temporary, { flags: 'wx' });
  await once(output, 'open');
  try {
    for (const segment of names) {
      const found = await openSegment(directory, segment, new BlockCache());
      if (found.state !== 'ready') {
        const reason = found.state === 'absent' ? 'There is no such segment' : `It is damaged: ${found.message}`;
        problems.push({ where: `segment ${segment}`, message: `${reason}. Run "plimsoll db update" to build it.` });
        continue;
      }
      let records = 0;
      try {
        for await (const record of recordsOf(found.segment)) {
          if (!output.write(`${JSON.stringify(record)}\n`)) await once(output, 'drain');
          records += 1;
        }
        written.push({ segment, records });
      } catch (error) {
        problems.push({ where: `segment ${segment}`, message: `It is damaged and was exported in part: ${(error as Error).message}. Run "plimsoll db update" to rebuild it.` });
      } finally {
        await found.segment.close();
      }
    }
    output.end();
    await once(output, 'close');
    await rename(temporary, file);
  } finally {
    output.destroy();
    await rm(temporary, { force: true });
  }
  return { segments: written, problems };
}

/** Segments of a directory by name; none where there is no such directory. */
export async function segmentNames(directory: string): Promise<string[]> {
  const files = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return files.map(segmentOfFile).filter((name) => name !== undefined).sort();
}
