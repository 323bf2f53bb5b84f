/** How `plimsoll db` says things. */
import { plural, width } from '../../report/style';
import type { ImportSummary, SegmentStatus, UpdatePlan, UpdateProgress } from '../../scan/advisories';

export function statusTable(segments: readonly SegmentStatus[], directory: string): string {
  if (segments.length === 0) return `No advisories in ${directory}. "plimsoll db update Debian:12 npm" brings some.\n`;
  const rows = segments.map(segment =>
    segment.state === 'ready'
      ? [segment.segment, segment.ecosystem, segment.created.slice(0, 10), plural(segment.records, 'advisory', 'advisories'), plural(segment.packages, 'package'), bytesText(segment.bytes)]
      : [segment.segment, 'damaged', '', segment.message, 'run "plimsoll db update"', bytesText(segment.bytes)]);
  return columns([['Segment', 'Ecosystem', 'Date', 'Advisories', 'Packages', 'Size'], ...rows]);
}

export function planTable(plan: UpdatePlan): string {
  const rows = plan.downloads.map(({ ecosystems, url, bytes, estimated, state, problem }) => [
    ecosystems.join(', '), state === 'unreachable' ? `unreachable: ${problem}` : state === 'current' ? 'up to date' : bytes === undefined ? 'size unknown' : `${estimated ? 'about ' : ''}${bytesText(bytes)}`, url,
  ]);
  return columns([...rows, ...plan.unknown.map(({ ecosystem, reason }) => [ecosystem, reason, ''])]);
}

export function importText({ records, skipped, segments }: ImportSummary): string {
  const reasons = { withdrawn: 'withdrawn', bad: 'not in the OSV schema', unusable: 'without a vulnerability or versions to judge by', unasked: 'of other ecosystems', unreleased: 'without the release of a distribution that an image has' };
  const left = (Object.keys(reasons) as (keyof typeof reasons)[]).filter(key => skipped[key] > 0).map(key => `${skipped[key]} ${reasons[key]}`);
  return `${plural(records, 'record')} read into ${plural(segments.length, 'segment')}.${left.length > 0 ? ` Left out: ${left.join(', ')}.` : ''}`;
}

export function updateProgressText(progress: UpdateProgress): string {
  if (progress.phase === 'import') return `${plural(progress.records, 'record')} read`;
  const { received, total, url } = progress;
  return `${bytesText(received)}${total === undefined ? '' : ` of ${bytesText(total)}`} of ${url}`;
}

export function bytesText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => width(row[column] ?? ''))));
  return rows.map(row => `${row.map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell))).join('  ').trimEnd()}\n`).join('');
}
