/** What the advisories on disk say of one vulnerability. */
import { printable, wrap } from '../report/style';
import { defaultAdvisoriesDirectory } from '../scan/advisories/directory';
import type { AdvisoryRow } from '../scan/advisories/row';
import type { Segment } from '../scan/advisories/segment/reader';
import { segmentStatus } from '../scan/advisories/status';
import { openAdvisories } from '../scan/advisories/store';
import { exitStatus } from './exit-status';
import type { Terminal } from './terminal';

interface Told {
  readonly ecosystem: string;
  readonly packages: { readonly name: string; readonly row: AdvisoryRow }[];
  readonly text: { readonly summary: string; readonly details: string; readonly published: string } | undefined;
}

/** Exit status 1 where no advisory is about it. */
export async function explainAdvisory(id: string, directory: string | undefined, terminal: Terminal): Promise<number> {
  const where = directory ?? defaultAdvisoriesDirectory(terminal.environment);
  const store = openAdvisories(where);
  const found: Told[] = [];
  try {
    const segments = await segmentStatus(where);
    for (const status of segments) {
      if (status.state === 'damaged') {
        terminal.say(`plimsoll: the advisories ${status.segment} are damaged: ${status.message}. Run "plimsoll db update".`);
        continue;
      }
      const opened = await store.find(status.ecosystem);
      const told = opened.state === 'ready' ? await search(id, status.ecosystem, opened.segment) : undefined;
      if (told) found.push(told);
    }
    if (segments.length === 0) terminal.say(`plimsoll: there are no advisories in ${where}. "plimsoll db update Debian:12 npm" brings some.`);
  } finally {
    await store.close();
  }
  if (found.length === 0) {
    terminal.say(`plimsoll: no advisory on this machine is about ${id}. See https://osv.dev/vulnerability/${encodeURIComponent(id)}`);
    return exitStatus.findings;
  }
  terminal.out(text(id, found, terminal));
  return exitStatus.ok;
}

/** Segments are made for looking up packages: an id is found by reading one through. */
async function search(id: string, ecosystem: string, segment: Segment): Promise<Told | undefined> {
  const wanted = id.toLowerCase();
  const packages: Told['packages'] = [];
  for await (const { name, rows } of segment.entries()) {
    for (const row of rows) if ([row.record, ...row.aliases, ...row.upstream].some(each => isNameOf(wanted, each.toLowerCase()))) packages.push({ name, row });
  }
  const first = packages[0];
  return first && { ecosystem, packages, text: await segment.text(first.row.text) };
}

/** Feeds put their own name in front: DEBIAN-CVE-2024-1 is about CVE-2024-1. */
function isNameOf(wanted: string, name: string): boolean {
  return name === wanted || (wanted.startsWith('cve-') && name.endsWith(`-${wanted}`));
}

function text(id: string, found: readonly Told[], { style, columns }: Terminal): string {
  const lines = [style.bold(id.toUpperCase())];
  const described = found.map(({ text: told }) => told).find(told => told && (told.summary || told.details));
  const names = [...new Set(found.flatMap(({ packages }) => packages.flatMap(({ row }) => [row.record, ...row.aliases, ...row.upstream])))].filter(name => name.toLowerCase() !== id.toLowerCase());
  if (names.length > 0) lines.push(`Also ${printable(names.join(', '))}`);
  for (const paragraph of new Set([described?.summary ?? '', described?.details ?? ''])) if (paragraph !== '') lines.push('', ...paragraph.split('\n').flatMap(line => wrap(printable(line), Math.min(columns, 100))));
  for (const { ecosystem, packages } of found) {
    lines.push('', style.bold(ecosystem));
    for (const { name, row } of packages) lines.push(`  ${printable(name)}: ${row.severity === 'unknown' ? 'severity unknown' : row.severity}, ${printable(versions(row))}`);
  }
  return `${lines.join('\n')}\n`;
}

function versions({ ranges, versions: listed }: AdvisoryRow): string {
  const parts = ranges.map(events => events.map(({ kind, version }) => (kind === 'introduced' ? (version === '0' ? 'all versions' : `from ${version}`) : kind === 'fixed' ? `fixed in ${version}` : `up to ${version}`)).join(', '));
  if (listed.length > 0) parts.push(`versions ${listed.slice(0, 20).join(', ')}${listed.length > 20 ? ', …' : ''}`);
  return parts.join('; ');
}
