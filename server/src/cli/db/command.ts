/** `plimsoll db`: the advisories on this machine. */
import { resolve } from 'node:path';

import { plural } from '../../report/style';
import {
  collectGarbage, defaultAdvisoriesDirectory, exportSegments, importAdvisories, planUpdate, runUpdate, segmentFor, segmentStatus, type FeedSettings, type SegmentStatus, type UpdateOptions,
} from '../../scan/advisories';
import type { Problem } from '../../scan/types';
import { UsageError, type Arguments } from '../arguments';
import { refuseOperands, runnable, type Command } from '../command';
import { exitStatus } from '../exit-status';
import type { Terminal } from '../terminal';
import { bytesText, importText, planTable, statusTable, updateProgressText } from './texts';

const feedNames = ['osv', 'alpine', 'wolfi', 'chainguard'] as const satisfies readonly (keyof FeedSettings)[];

const options = {
  advisories: { value: 'DIR', help: 'Where the advisories are kept. PLIMSOLL_ADVISORIES names it for all commands.' },
  'dry-run': { help: 'With update: says what would be downloaded, and downloads nothing.' },
  mirror: { value: 'FEED=URL', multiple: true, help: `With update: another address of a feed (${feedNames.join(', ')}); may be given several times.` },
  merge: { help: 'With import: keeps the advisories that the files do not speak of.' },
  output: { value: 'FILE', help: 'With export: the file to write.' },
  format: { value: 'FORMAT', choices: ['table', 'json'], help: 'table (default) or json: the state of each segment.' },
} as const;

type DbArguments = Arguments<typeof options>;

interface Context {
  readonly args: DbArguments;
  readonly directory: string;
  readonly terminal: Terminal;
}

type Action = (operands: readonly string[], context: Context) => Promise<number>;

const actions: Readonly<Record<string, Action>> = { update, status, import: importFiles, export: exportFile, gc };

const command: Command<typeof options> = {
  usage: ['db update [ECOSYSTEM…]', 'db status', 'db import FILE…', 'db export [SEGMENT…] --output FILE', 'db gc'],
  about: 'Keeps the advisories that images, and versions pinned in Dockerfiles, are matched with. Ecosystems have the names of OSV: Debian:12, Ubuntu:24.04, Alpine:v3.20, "Rocky Linux:9", "Red Hat:9", npm, PyPI, RubyGems, NuGet, Go, crates.io, and Bitnami for servers and languages by their upstream versions.\nupdate without one brings those up to date that are there. Only update uses the network.',
  options,
  run: async (args, terminal) => {
    const [name, ...operands] = args.operands;
    if (name === undefined || !Object.hasOwn(actions, name)) {
      throw new UsageError(`${name === undefined ? 'Say what to do' : `"db ${name}" is not known`}: plimsoll db ${Object.keys(actions).join('|')}.`);
    }
    const directory = resolve(terminal.directory, args.options.advisories ?? defaultAdvisoriesDirectory(terminal.environment));
    return actions[name]!(operands, { args, directory, terminal });
  },
};

export const dbCommand = runnable(command);

async function update(operands: readonly string[], { args, directory, terminal }: Context): Promise<number> {
  const ecosystems = operands.length > 0 ? operands : await ecosystemsOnDisk(directory);
  if (ecosystems.length === 0) throw new UsageError('There are no advisories yet to bring up to date. Name what is needed ("plimsoll scan" says it): plimsoll db update Debian:12 npm.');
  const settings: UpdateOptions = {
    directory, feeds: mirrors(args.options.mirror ?? []), environment: terminal.environment, signal: terminal.signal, onProgress: progress => terminal.progress(updateProgressText(progress)),
  };
  if (args.options['dry-run']) {
    const plan = await planUpdate(ecosystems, settings);
    terminal.out(args.options.format === 'json' ? json(plan) : planTable(plan));
    return plan.unknown.length > 0 || plan.downloads.some(({ state }) => state === 'unreachable') ? exitStatus.failed : exitStatus.ok;
  }
  const summary = await runUpdate(ecosystems, settings);
  terminal.progress('');
  for (const { ecosystem, reason } of summary.unknown) terminal.say(`plimsoll: ${ecosystem} was not updated. ${reason}`);
  tellProblems(summary.problems, terminal);
  await printStatus(args, directory, terminal);
  const nothing = summary.updated.length === 0 && summary.current.length === 0;
  return nothing || summary.unknown.length > 0 || summary.problems.length > 0 ? exitStatus.failed : exitStatus.ok;
}

async function ecosystemsOnDisk(directory: string): Promise<string[]> {
  const found = await segmentStatus(directory);
  return found.flatMap(segment => (segment.state === 'ready' ? [segment.ecosystem] : []));
}

async function status(operands: readonly string[], { args, directory, terminal }: Context): Promise<number> {
  refuseOperands(operands);
  const found = await printStatus(args, directory, terminal);
  return found.some(({ state }) => state === 'damaged') ? exitStatus.findings : exitStatus.ok;
}

async function importFiles(operands: readonly string[], { args, directory, terminal }: Context): Promise<number> {
  if (operands.length === 0) throw new UsageError('Name the files to import: OSV records as JSON, lines of JSON or a zip of them, plain or compressed.');
  const summary = await importAdvisories(operands.map(file => resolve(terminal.directory, file)), directory, {
    merge: args.options.merge ?? false, signal: terminal.signal, onProgress: ({ file, records }) => terminal.progress(`${plural(records, 'record')} of ${file}`),
  });
  terminal.progress('');
  tellProblems(summary.problems, terminal);
  terminal.say(importText(summary));
  await printStatus(args, directory, terminal);
  return summary.segments.length === 0 ? exitStatus.failed : exitStatus.ok;
}

async function exportFile(operands: readonly string[], { args, directory, terminal }: Context): Promise<number> {
  if (args.options.output === undefined) throw new UsageError('Name the file to write: plimsoll db export --output advisories.ndjson.');
  const segments = operands.map(name => segmentFor(name) ?? name);
  const summary = await exportSegments(directory, resolve(terminal.directory, args.options.output), segments.length > 0 ? segments : undefined);
  tellProblems(summary.problems, terminal);
  for (const { segment, records } of summary.segments) terminal.say(`${segment}: ${plural(records, 'record')}`);
  return summary.problems.length > 0 || summary.segments.length === 0 ? exitStatus.failed : exitStatus.ok;
}

async function gc(operands: readonly string[], { directory, terminal }: Context): Promise<number> {
  refuseOperands(operands);
  const removed = await collectGarbage(directory);
  for (const { path, bytes, reason } of removed) terminal.say(`removed ${path} (${bytesText(bytes)}, ${reason})`);
  terminal.say(`${plural(removed.length, 'file')} removed.`);
  return exitStatus.ok;
}

async function printStatus({ options: given }: DbArguments, directory: string, terminal: Terminal): Promise<readonly SegmentStatus[]> {
  const found = await segmentStatus(directory);
  terminal.out(given.format === 'json' ? json(found) : statusTable(found, directory));
  return found;
}

function mirrors(given: readonly string[]): Partial<FeedSettings> {
  const feeds: Partial<Record<keyof FeedSettings, string>> = {};
  for (const pair of given) {
    const [, name, url] = /^([a-z]+)=(https?:\/\/.+)$/.exec(pair) ?? [];
    const feed = feedNames.find(each => each === name);
    if (!feed) throw new UsageError(`--mirror must be one of ${feedNames.join(', ')}, "=" and an address, not "${pair}".`);
    feeds[feed] = url;
  }
  return feeds;
}

function tellProblems(problems: readonly Problem[], terminal: Terminal): void {
  for (const { where, message } of problems) terminal.say(`plimsoll: ${where}: ${message}`);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
