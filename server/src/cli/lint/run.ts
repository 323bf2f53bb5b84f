/** Lints, and fixes on demand, all files of a run. */
import { slashes, uriOfPath } from '../../files/paths';
import { readTextFile, reasonOf, replaceTextFile, type ReadResult } from '../../files/read';
import { isTarget } from '../../files/targets';
import type { Applicability, Finding } from '../../lint/finding';
import { severities } from '../../lint/finding';
import { fixDocument } from '../../lint/fix';
import type { LintDocument, ParsedDockerfile, ParsedDocument } from '../../lint/document';
import { isActive, lintParsed, sortFindings, type LintOptions } from '../../lint/lint';
import { filterFindings } from '../../lint/suppress';
import type { FileTree } from '../../lint/context/tree';
import { vulnerableVersion } from '../../lint/rules/dockerfile/vulnerable-version';
import { queryKey, type VersionAdvisories, type VersionQuery } from '../../lint/versions/model';
import { pinnedVersions } from '../../lint/versions/pins';
import type { Workspace } from '../../lint/workspace/model';
import type { LintedFile, LintReport } from '../../report/lint-report';
import { Documents } from './documents';
import type { Input, Inputs } from './inputs';
import type { FileSettings } from './settings';
import type { ScriptChecker } from './scripts';

export interface LintRun {
  readonly inputs: Inputs;
  settingsOf(path: string): FileSettings;
  readonly fix?: Applicability;
  /** Directories and files around the documents; absent: nothing is known of them. */
  readonly tree?: FileTree;
  /** Absent: no ShellCheck. */
  readonly scripts?: ScriptChecker;
  /** Looks up what is known of versions; absent: nothing is. Never fails. */
  readonly versions?: (queries: readonly VersionQuery[]) => Promise<VersionAdvisories | undefined>;
  /** ISO date. */
  readonly today: string;
  /** Reads an input; the disk, or what came by standard input. */
  read(input: Input): ReadResult;
  /** Replaces the text of an input; absent: the disk. */
  write?(input: Input, text: string): void;
  say(message: string): void;
}

export interface LintOutcome {
  readonly report: LintReport;
  /** True where a finding is at or above the severity that its file's settings name. */
  readonly failed: boolean;
}

interface Work {
  readonly input: Input;
  readonly settings: FileSettings;
  readonly file: ReadResult;
  readonly document: LintDocument;
}

export const readFromDisk = (input: Input): ReadResult => readTextFile(input.path);

export async function runLint(run: LintRun): Promise<LintOutcome> {
  const unreadable: LintedFile[] = [];
  for (const { shown, path, reason } of run.inputs.unreadable) unreadable.push({ path: shown, uri: uriOfPath(path), findings: [], error: reason });
  let works: Work[] = [];
  for (const input of run.inputs.files) {
    const settings = run.settingsOf(input.path);
    if (settings.ignored) {
      if (input.named) run.say(`plimsoll: ${input.shown} is not checked: its configuration ignores it.`);
      continue;
    }
    if (input.target === 'dockerfile' && settings.lint.shellcheck) run.scripts?.prepare();
    const file = run.read(input);
    if ('error' in file) unreadable.push({ path: input.shown, uri: uriOfPath(input.path), findings: [], error: file.error });
    else if (input.named || isTarget(input.target, slashes(input.path), file.text)) works.push({ input, settings, file, document: { uri: uriOfPath(input.path), target: input.target, text: file.text } });
  }
  for (const { path, error } of unreadable) run.say(`plimsoll: ${path} ${error}.`);
  const documents = new Documents(run.tree);
  const versions = await versionsOf(works, run, documents);
  let fixed = 0;
  if (run.fix) {
    const fixer = new Fixer(run, documents.workspace(works.map(work => work.document), run.inputs), versions);
    works = works.map(work => fixer.fix(work));
    fixed = fixer.fixed;
  }
  const checked = await lintAll(works, run, documents, versions);
  return {
    report: { files: [...checked, ...unreadable].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)), fixed },
    failed: checked.some((file, index) => file.findings.some(finding => isAtOrAbove(finding, works[index]!.settings))),
  };
}

/** What is known of all versions that the documents pin. */
async function versionsOf(works: readonly Work[], run: LintRun, documents: Documents): Promise<VersionAdvisories | undefined> {
  if (!run.versions) return undefined;
  const pins = new Map<string, VersionQuery>();
  for (const { document, settings } of works) {
    if (document.target !== 'dockerfile' || !isActive(vulnerableVersion, settings.lint)) continue;
    const parsed = documents.parse(document);
    if (parsed?.target !== 'dockerfile') continue;
    for (const { ecosystem, names, version } of pinnedVersions(parsed.model)) {
      const query = { ecosystem, names, version };
      pins.set(queryKey(query), query);
    }
  }
  return pins.size > 0 ? run.versions([...pins.values()]) : undefined;
}

async function lintAll(works: readonly Work[], run: LintRun, documents: Documents, versions: VersionAdvisories | undefined): Promise<LintedFile[]> {
  const workspace = documents.workspace(works.map(work => work.document), run.inputs);
  const files: LintedFile[] = [];
  /** Scripts are checked by other threads while the rules run in this one: those of some files to come are handed over, and those of some files before may not be done. */
  const begun: Begun[] = [];
  const unfinished = new Set<Promise<void>>();
  let next = 0;
  for (const [index, work] of works.entries()) {
    while (next < works.length && next <= index + (run.scripts ? filesAhead : 0)) begun.push(begin(works[next++]!, run, documents));
    const { parsed, scripts } = begun.shift()!;
    const found = parsed ? lintParsed(parsed, lintOptions(work, run, workspace, versions)) : [];
    const finish = (inScripts: readonly Finding[]): void => {
      files[index] = lintedFile(work, inScripts.length > 0 ? sortFindings([...found, ...inScripts]) : found);
    };
    if (scripts) {
      const finished: Promise<void> = scripts.then(finish).finally(() => unfinished.delete(finished));
      unfinished.add(finished);
    } else finish([]);
    if (run.scripts) await breath();
    while (unfinished.size > filesAhead) await Promise.race(unfinished);
  }
  await Promise.all(unfinished);
  return files;
}

/** Enough to keep the threads busy; a model and what is known of it are held for each. */
const filesAhead = 64;

/** A file of which the rules have not been asked yet. */
interface Begun {
  readonly parsed: ParsedDocument | undefined;
  /** What is found in its scripts; absent where none are checked. */
  readonly scripts?: Promise<readonly Finding[]>;
}

function begin({ document, settings }: Work, run: LintRun, documents: Documents): Begun {
  const parsed = documents.parse(document);
  if (!run.scripts || !settings.lint.shellcheck || parsed?.target !== 'dockerfile') return { parsed };
  return { parsed, scripts: scriptFindings(parsed, settings, run, run.scripts) };
}

/** Reports show the lines that findings are in: of a file without any the text is let go. */
function lintedFile({ input, document }: Work, findings: readonly Finding[]): LintedFile {
  return { path: input.shown, uri: document.uri, findings, ...(findings.length > 0 && { text: document.text }) };
}

/** Lets the threads that check scripts be given more. */
function breath(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

async function scriptFindings(parsed: ParsedDockerfile, settings: FileSettings, run: LintRun, scripts: ScriptChecker): Promise<readonly Finding[]> {
  const findings = await scripts.check(parsed.model, settings.lint);
  return settings.lint.inlineIgnores ? filterFindings(findings, parsed, run.today) : findings;
}

function lintOptions(work: Work, run: LintRun, workspace: Workspace, versions: VersionAdvisories | undefined): LintOptions {
  return {
    settings: work.settings.lint,
    workspace,
    ...(versions && { versions }),
    today: run.today,
    onRuleError: (rule, error) => run.say(`plimsoll: the rule ${rule} failed on ${work.input.shown}, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  };
}

function isAtOrAbove({ severity }: Finding, { failOn }: FileSettings): boolean {
  return failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn);
}

/** Writes fixes, and counts them. */
class Fixer {
  fixed = 0;

  constructor(
    private readonly run: LintRun,
    private readonly workspace: Workspace,
    private readonly versions: VersionAdvisories | undefined,
  ) {}

  /** The work with the text as it is afterwards. */
  fix(work: Work): Work {
    const { input, document, file } = work;
    const result = fixDocument(document, lintOptions(work, this.run, this.workspace, this.versions), this.run.fix!);
    if (result.applied === 0) return work;
    const refusal = !result.settled ? 'its fixes undo one another, please report it' : 'exact' in file && !file.exact ? 'it is not valid UTF-8, and writing it would lose bytes' : this.write(input, result.text);
    if (refusal !== undefined) {
      this.run.say(`plimsoll: ${input.shown} was not fixed: ${refusal}.`);
      return work;
    }
    this.fixed += result.applied;
    return { ...work, document: { ...document, text: result.text } };
  }

  /** The reason where it cannot be written. */
  private write(input: Input, text: string): string | undefined {
    try {
      if (this.run.write) this.run.write(input, text);
      else replaceTextFile(input.path, text);
      return undefined;
    } catch (error) {
      return `it ${reasonOf(error)}`;
    }
  }
}
