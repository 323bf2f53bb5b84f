import type { VulnerabilitySeverity } from '../types';
import { vulnerabilitySeverities } from '../types';
import { cveIn, isBugFix } from './identity';
import { streamsOf } from './module-streams';
import type { OsvAffected, OsvEvent, OsvRecord } from './osv';
import { versionsOutside } from './range';
import { severityOf } from './severity';
import { comparatorFor } from './versions/index';

/** What one record says of one package: the value that a segment gives for a package's name. */
export interface AdvisoryRow {
  /** Id of the record: `DEBIAN-CVE-2024-1234`, `GHSA-…`. */
  readonly record: string;
  readonly aliases: readonly string[];
  /** The record's `upstream`, and the CVEs among its `related` where it names none elsewhere. */
  readonly upstream: readonly string[];
  readonly severity: VulnerabilitySeverity;
  /** Debian's word for what is no security problem in practice. */
  readonly unimportant: boolean;
  readonly ranges: readonly (readonly OsvEvent[])[];
  /** Affected versions that lie in none of the ranges. */
  readonly versions: readonly string[];
  /** Streams of rpm modules that the record speaks of, `nodejs:18`; empty where it names none. */
  readonly streams: readonly string[];
  /** Number of the record's text in the segment; -1 where the record has none. */
  readonly text: number;
}

/** A row that says "never affected here" has a fix at version 0, as Alpine writes it. It takes the finding off. */
export function saysNotAffected({ ranges, versions }: AdvisoryRow): boolean {
  return versions.length === 0 && ranges.length > 0 && ranges.every((events) => events.some(({ kind, version }) => kind === 'fixed' && version === '0'));
}

/** The row of one `affected` entry without its text, or undefined where the entry names no version that could be judged, or the record no vulnerability. */
export function rowOf(record: OsvRecord, affected: OsvAffected): Omit<AdvisoryRow, 'text'> | undefined {
  const versions = versionsToKeep(affected);
  if (affected.ranges.length === 0 && versions.length === 0) return undefined;
  if (isBugFix(record.id) && ![...record.aliases, ...record.upstream, ...record.related].some((name) => cveIn(name) !== undefined)) return undefined;
  return {
    record: record.id,
    aliases: record.aliases,
    upstream: upstreamOf(record),
    severity: severityOf(record, affected),
    unimportant: affected.urgency.toLowerCase() === 'unimportant',
    ranges: affected.ranges,
    versions,
    streams: streamsOf(record.summary, affected.ranges),
  };
}

/** Lists of versions repeat what ranges say, at many times their size: only what they add is kept. */
function versionsToKeep({ ecosystem, ranges, versions }: OsvAffected): readonly string[] {
  if (ranges.length === 0 || versions.length === 0) return versions;
  const compare = comparatorFor(ecosystem);
  return compare ? versionsOutside(versions, ranges, compare) : [];
}

function upstreamOf({ id, aliases, upstream, related }: OsvRecord): readonly string[] {
  if ([id, ...aliases, ...upstream].some((name) => cveIn(name) !== undefined)) return upstream;
  return [...upstream, ...related.filter((name) => cveIn(name) !== undefined)];
}

const eventLetters = { introduced: 'i', fixed: 'f', last_affected: 'l' } as const;
const eventKinds: Readonly<Record<string, OsvEvent['kind']>> = { i: 'introduced', f: 'fixed', l: 'last_affected' };

type EncodedRow = [string, readonly string[], readonly string[], number, number, readonly (readonly string[])[], readonly string[], number, (readonly string[])?];

/** The row as the segment keeps it: JSON without names. Events are `i0`, `f1.2.3`, `l1.2.2`. */
export function encodeRow(row: AdvisoryRow): string {
  const encoded: EncodedRow = [
    row.record,
    row.aliases,
    row.upstream,
    vulnerabilitySeverities.indexOf(row.severity),
    row.unimportant ? 1 : 0,
    row.ranges.map((events) => events.map(({ kind, version }) => eventLetters[kind] + version)),
    row.versions,
    row.text,
  ];
  // Few rows have any, and those of older segments none.
  if (row.streams.length > 0) encoded[8] = row.streams;
  return JSON.stringify(encoded);
}

/** @param encoded one element of the list that a segment has for a package, already out of JSON */
export function decodeRow(encoded: unknown): AdvisoryRow {
  const [record, aliases, upstream, severity, unimportant, ranges, versions, text, streams = []] = encoded as EncodedRow;
  return {
    record,
    aliases,
    upstream,
    severity: vulnerabilitySeverities[severity] ?? 'unknown',
    unimportant: unimportant === 1,
    ranges: ranges.map((events) => events.map((event) => ({ kind: eventKinds[event[0] as string] ?? 'introduced', version: event.slice(1) }))),
    versions,
    streams,
    text,
  };
}
