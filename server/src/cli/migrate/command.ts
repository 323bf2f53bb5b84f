/** `plimsoll migrate`. */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

import { shownPath, uriOfPath } from '../../files/paths';
import { readTextFile, reasonOf, replaceTextFile } from '../../files/read';
import { walk } from '../../files/walk';
import { parseDocument } from '../../lint/document';
import { configFileNames } from '../../lint/settings/config';
import { ruleNames } from '../../lint/settings/rule-names';
import { plural, printable } from '../../report/style';
import { UsageError } from '../arguments';
import { runnable, type Command } from '../command';
import { exitStatus } from '../exit-status';
import type { Terminal } from '../terminal';
import { migrateCheckov } from './checkov';
import { combine, isEmpty, type Source } from './combine';
import { rewriteComments } from './comments';
import { findForeign, type ForeignDirectory, type ForeignFile, type ForeignKind } from './find';
import { migrateHadolint } from './hadolint';
import { migrateTally } from './tally';
import { migrateTrivyIgnore, migrateTrivyIgnoreYaml } from './trivy';
import type { ForeignConfig, MigrationContext, Note } from './wanted';
import { newProblems, writePlan } from './write';

const options = {
  'dry-run': { help: 'Writes nothing and prints what would be written.' },
  comments: { help: 'Also rewrites the ignore comments of other tools in Dockerfiles as ours.' },
} as const;

const command: Command<typeof options> = {
  usage: ['migrate [--dry-run] [--comments] [DIRECTORY]'],
  about:
    'Turns the configuration of hadolint (.hadolint.yaml), Trivy (.trivyignore, .trivyignore.yaml), Checkov (.checkov.yaml) and tally (.tally.toml, tally.toml), in the directory and all below, into .plimsoll.yaml beside it.\n' +
    'What has no counterpart is named with its file and line. A .plimsoll.yaml that is there keeps what it says: only what it does not speak of is added. The files of the other tools stay.',
  options,
  run: async ({ options: given, operands }, terminal) => {
    if (operands.length > 1) throw new UsageError(`One directory at a time, please: "${operands[1]}" is too many.`);
    const directory = resolve(terminal.directory, operands[0] ?? '.');
    checkDirectory(directory, operands[0] ?? '.');
    const migration = new Migration(directory, terminal, given['dry-run'] ?? false);
    await migration.configurations();
    if (given.comments) await migration.comments();
    return migration.finish();
  },
};

export const migrateCommand = runnable(command);

function checkDirectory(path: string, written: string): void {
  try {
    if (statSync(path).isDirectory()) return;
  } catch (error) {
    throw new UsageError(`${written} ${reasonOf(error)}.`);
  }
  throw new UsageError(`${written} is no directory. Name the one that holds the configuration: plimsoll migrate ${dirname(written)}.`);
}

/** A file that was read. */
interface Read {
  readonly file: ForeignFile;
  readonly shown: string;
  readonly config: ForeignConfig;
}

class Migration {
  private readonly context: MigrationContext = { names: ruleNames(), today: new Date().toISOString().slice(0, 10) };
  private failed = false;
  private found = 0;

  constructor(private readonly directory: string, private readonly terminal: Terminal, private readonly dryRun: boolean) {}

  /** One `.plimsoll.yaml` beside each group of files, since the nearest one is all that counts: it also holds what files above say whose tool has none of its own here. */
  async configurations(): Promise<void> {
    const byDirectory = new Map<string, readonly Read[]>();
    const written = new Set<string>();
    for (const foreign of findForeign(this.directory, (path, reason) => this.problem(path, reason))) {
      const own = await this.read(foreign);
      byDirectory.set(foreign.path, own);
      const inherited = this.inherited(foreign, own, byDirectory);
      if (this.write(foreign, own, inherited, written)) written.add(foreign.path);
    }
  }

  async comments(): Promise<void> {
    for await (const { path, target } of walk(this.directory, { onProblem: (found, reason) => this.problem(found, reason) })) {
      if (target !== 'dockerfile') continue;
      const file = readTextFile(path);
      if ('error' in file) {
        this.problem(path, file.error);
        continue;
      }
      const parsed = parseDocument({ uri: uriOfPath(path), target, text: file.text });
      if (parsed?.target !== 'dockerfile') continue;
      const { text, changed, notes } = rewriteComments(parsed.model, this.context.names);
      const shown = this.shown(path);
      this.tell(shown, notes);
      this.found += notes.length;
      if (changed.length === 0) continue;
      this.found++;
      if (!file.exact) {
        this.problem(path, 'is not UTF-8: rewriting it would lose what is not. Save it as UTF-8 and run this again');
        continue;
      }
      if (this.dryRun) for (const { line, before, after } of changed) this.terminal.out(lines([`${shown}:${line + 1}`, `- ${before}`, ...after.map(each => `+ ${each}`)]));
      else if (this.save(path, () => replaceTextFile(path, text))) this.terminal.out(`${shown}: ${plural(changed.length, 'comment')} rewritten\n`);
    }
  }

  finish(): number {
    if (this.found === 0 && !this.failed) this.terminal.say(`plimsoll: there is nothing to migrate in ${this.shown(this.directory)}.`);
    return this.failed ? exitStatus.failed : exitStatus.ok;
  }

  private async read({ files }: ForeignDirectory): Promise<Read[]> {
    const read: Read[] = [];
    for (const file of files) {
      const shown = this.shown(file.path);
      this.found++;
      if (file.behind !== undefined) {
        this.terminal.say(`${shown}: ${file.behind} beside it is read in its place, as its tool does.`);
        continue;
      }
      const text = readTextFile(file.path);
      if ('error' in text) {
        this.problem(file.path, text.error);
        continue;
      }
      const config = await readForeign(file.kind, text.text, this.context);
      for (const { at, message } of config.errors) this.terminal.say(`${placeText(shown, at)}: ${printable(message)}${config.broken ? ' Put it right and run this again: nothing of this file was carried over.' : ' It is not carried over.'}`);
      if (config.errors.length > 0) this.failed = true;
      this.tell(shown, config.notes);
      read.push({ file, shown, config });
    }
    return read;
  }

  /** Of each kind that this directory has no file of, the nearest above. */
  private inherited({ path, files }: ForeignDirectory, own: readonly Read[], byDirectory: ReadonlyMap<string, readonly Read[]>): Read[] {
    const kinds = new Set<ForeignKind>([...files.map(file => file.kind), ...own.map(read => read.file.kind)]);
    const found: Read[] = [];
    for (let above = path; above !== this.directory && above !== dirname(above);) {
      above = dirname(above);
      for (const read of byDirectory.get(above) ?? []) {
        if (kinds.has(read.file.kind)) continue;
        kinds.add(read.file.kind);
        found.push(read);
      }
    }
    return found;
  }

  /** True where there is a configuration of ours afterwards. */
  private write({ path: directory }: ForeignDirectory, own: readonly Read[], inherited: readonly Read[], written: ReadonlySet<string>): boolean {
    const sources: Source[] = [
      ...own.map(({ shown, config }) => ({ shown, wanted: config.wanted })),
      ...inherited.map(({ shown, config }) => ({ shown, wanted: config.wanted.filter(wanted => !isAboutFiles(wanted)) })),
    ];
    const { plan, conflicts } = combine(sources, this.context.names);
    const isBelowWritten = [...written].some(above => directory.startsWith(above.endsWith(sep) ? above : above + sep));
    const existing = configFileNames.map(name => join(directory, name)).find(existsSync);
    // Without a file here the one above would speak for this directory.
    if (isEmpty(plan) && (existing !== undefined || !isBelowWritten)) return existing !== undefined;
    const target = existing ?? join(directory, configFileNames[0]);
    const shown = this.shown(target);
    for (const { shown: from, at, message } of conflicts) this.terminal.say(`${placeText(from, at)}: ${printable(message)} So it is in ${shown}.`);
    for (const { shown: from, config } of inherited) {
      for (const { at } of config.wanted.filter(isAboutFiles)) this.terminal.say(`${placeText(from, at)}: What is for some files only is not carried over to ${shown}.`);
    }
    if (existing === undefined) this.warnOfShadowed(directory, shown, written);
    const before = existing === undefined ? undefined : readTextFile(existing);
    if (before !== undefined && 'error' in before) {
      this.problem(target, before.error);
      return true;
    }
    const result = writePlan(plan, before?.text, `Made by plimsoll migrate from ${sources.map(source => source.shown).join(', ')}.`, this.context.names);
    if ('error' in result) {
      this.problem(`${target}:${result.line + 1}`, result.error);
      return true;
    }
    for (const { line, message } of result.left) this.terminal.say(`${shown}:${line + 1}: ${printable(message)}`);
    const unreadable = newProblems(before?.text ?? '', result.text, this.context.names);
    if (unreadable.length > 0) this.problem(target, `could not be written: ${unreadable[0]!} Please report this`);
    else if (result.text === before?.text) this.terminal.out(`${shown}: nothing to add\n`);
    else if (this.dryRun) this.terminal.out(lines([`${shown}:`, ...result.text.trimEnd().split(/\r?\n/)]));
    else if (this.save(target, () => (existing === undefined ? writeFileSync(target, result.text, { flag: 'wx' }) : replaceTextFile(target, result.text)))) {
      this.terminal.out(`${shown}: ${existing === undefined ? 'written' : 'added to'}, ${plural(result.added, 'setting')}\n`);
    }
    return true;
  }

  /** The nearest configuration is all that counts: a new one takes the place of one above. */
  private warnOfShadowed(directory: string, shown: string, written: ReadonlySet<string>): void {
    for (let above = dirname(directory), before = directory; above !== before; before = above, above = dirname(above)) {
      const config = configFileNames.map(name => join(above, name)).find(existsSync);
      if (config === undefined) continue;
      if (!written.has(above)) this.terminal.say(`${shown}: It takes the place of ${this.shown(config)} for this directory, whose settings do not count here any more: copy those that should.`);
      return;
    }
  }

  private save(path: string, write: () => void): boolean {
    try {
      write();
      return true;
    } catch (error) {
      this.problem(path, reasonOf(error));
      return false;
    }
  }

  private tell(shown: string, notes: readonly Note[]): void {
    const sorted = [...notes].sort((a, b) => a.at.line - b.at.line || a.at.character - b.at.character);
    for (const { at, message } of sorted) this.terminal.say(`${placeText(shown, at)}: ${printable(message)}`);
  }

  private problem(path: string, reason: string): void {
    this.failed = true;
    this.terminal.say(`plimsoll: ${this.shown(path)} ${reason}.`);
  }

  private shown(path: string): string {
    return printable(shownPath(this.terminal.directory, path));
  }
}

async function readForeign(kind: ForeignKind, text: string, context: MigrationContext): Promise<ForeignConfig> {
  switch (kind) {
    case 'hadolint':
      return migrateHadolint(text, context);
    case 'trivy':
      return migrateTrivyIgnore(text, context);
    case 'trivy-yaml':
      return migrateTrivyIgnoreYaml(text, context);
    case 'checkov':
      return migrateCheckov(text, context);
    case 'tally':
      return migrateTally((await import('./toml')).readToml(text), context);
  }
}

/** Globs are relative to the directory of their file, so they mean something else in another. */
function isAboutFiles(wanted: ForeignConfig['wanted'][number]): boolean {
  return wanted.kind === 'rule' ? wanted.files !== undefined : wanted.key === 'ignore';
}

function lines(texts: readonly string[]): string {
  return texts.map(text => `${printable(text)}\n`).join('');
}

function placeText(shown: string, { line, character }: Note['at']): string {
  return `${shown}:${line + 1}:${character + 1}`;
}
