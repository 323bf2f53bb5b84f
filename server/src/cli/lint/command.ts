/** `plimsoll lint`. */
import { resolve } from 'node:path';

import { readConfig, type FoundConfig } from '../../files/config-files';
import { DiskTree } from '../../files/file-tree';
import { shownPath, slashes } from '../../files/paths';
import { decodeText } from '../../files/read';
import { targetOfNamedPath } from '../../files/targets';
import { presets } from '../../lint/rule';
import { rules } from '../../lint/rules/registry';
import { failOnValues } from '../../lint/settings/config';
import { checkstyle } from '../../report/checkstyle';
import { githubAnnotations } from '../../report/github';
import { gitlabCodeQuality } from '../../report/gitlab';
import { lintIssues } from '../../report/issue';
import { junit } from '../../report/junit';
import { lintJson, type LintReport } from '../../report/lint-report';
import { lintSarif } from '../../report/lint-sarif';
import { lintTable } from '../../report/lint-table';
import { defaultAdvisoriesDirectory } from '../../scan/advisories/directory';
import { UsageError, type Arguments } from '../arguments';
import { runnable, type Command } from '../command';
import { reportContext, version } from '../context';
import { exitStatus } from '../exit-status';
import type { Terminal } from '../terminal';
import { collectInputs, type Inputs } from './inputs';
import { readFromDisk, runLint, type LintRun } from './run';
import { shellcheckScripts } from './scripts';
import { SettingsOfFiles } from './settings';
import { versionsIn } from './versions';

const options = {
  preset: { value: 'PRESET', choices: presets, help: `Set of rules: ${presets.join(', ')}. Without it, the configuration file's.` },
  fix: { value: 'unsafe', choices: ['safe', 'unsafe'], bare: 'safe', help: 'Writes the safe fixes; with =unsafe also those that may change what the image does.' },
  config: { value: 'FILE', help: 'Configuration file for every file, in place of the nearest .plimsoll.yaml.' },
  stdin: { help: 'Checks standard input; with --fix prints the fixed text in place of a report.' },
  filename: { value: 'FILE', help: 'With --stdin: the path that stands for it.' },
  advisories: { value: 'DIR', help: 'Where the advisories are that pinned versions are matched with; the default is that of "plimsoll db".' },
  'no-shellcheck': { help: 'Leaves the shell scripts of RUN and the like unchecked.' },
  format: { value: 'FORMAT', choices: ['table', 'json', 'sarif', 'github', 'gitlab', 'checkstyle', 'junit'], help: 'table (default), json, sarif, github, gitlab, checkstyle, junit.' },
  'fail-on': { value: 'SEVERITY', choices: failOnValues, help: 'Exits with 1 from this severity on: error, warning (default), info, hint, never.' },
} as const;

type LintArguments = Arguments<typeof options>;

const command: Command<typeof options> = {
  usage: ['lint [OPTION…] [PATH…]', 'lint [OPTION…] --stdin [--filename FILE]'],
  about: 'Checks Dockerfiles, Compose files, .dockerignore and daemon.json. Directories are searched; without a path the current one is.',
  options,
  run: async (args, terminal) => {
    checkCombinations(args);
    const { inputs, text } = args.options.stdin ? await standardInput(args, terminal) : { inputs: await collectInputs(args.operands.length > 0 ? args.operands : ['.'], terminal.directory), text: undefined };
    const run = lintRun(args, inputs, text, terminal);
    const outcome = await runLint(run).finally(() => run.scripts?.close());
    terminal.out(text && args.options.fix ? fixedText(text) : render(outcome.report, args.options.format ?? 'table', terminal));
    if (outcome.report.files.length === 0 && !inputs.files.some(file => file.named)) terminal.say(`plimsoll: ${inputs.files.length === 0 ? nothingFound : nothingChecked}`);
    return outcome.report.files.length > 0 && outcome.report.files.every(file => file.error !== undefined) ? exitStatus.failed : outcome.failed ? exitStatus.findings : exitStatus.ok;
  },
};

const nothingFound = 'there is no Dockerfile, Compose file, .dockerignore or daemon.json here.';
const nothingChecked = 'no file was checked: what was found is ignored by its configuration, a template, or the daemon.json of another program.';

export const lintCommand = runnable(command);

function checkCombinations({ options: given, operands }: LintArguments): void {
  if (given.stdin && operands.length > 0) throw new UsageError(`With --stdin there is nothing else to check: leave out "${operands[0]}".`);
  if (given.filename !== undefined && !given.stdin) throw new UsageError('--filename is for --stdin.');
}

function lintRun({ options: given }: LintArguments, inputs: Inputs, text: StandardInput | undefined, terminal: Terminal): LintRun {
  const shown = (path: string): string => shownPath(terminal.directory, path);
  const settings = new SettingsOfFiles(
    { preset: given.preset, failOn: given['fail-on'], ...(given['no-shellcheck'] && { shellcheck: false }) },
    given.config === undefined ? undefined : namedConfig(given.config, terminal.directory), terminal.say, shown,
  );
  return {
    inputs,
    settingsOf: path => settings.of(path),
    // Standard input without a name stands nowhere.
    ...((text === undefined || given.filename !== undefined) && { tree: new DiskTree(inputs.directories) }),
    fix: given.fix,
    ...(!given['no-shellcheck'] && { scripts: shellcheckScripts(terminal.environment, shown, terminal.say) }),
    versions: versionsIn(resolve(terminal.directory, given.advisories ?? defaultAdvisoriesDirectory(terminal.environment)), terminal.say),
    today: new Date().toISOString().slice(0, 10),
    read: input => text?.file ?? readFromDisk(input),
    ...(text && { write: (_input, fixed) => (text.fixed = fixed) }),
    say: terminal.say,
  };
}

/** Globs in a file that the command line names are relative to the working directory: the file may lie anywhere. */
function namedConfig(path: string, directory: string): FoundConfig {
  let reason = '';
  const config = readConfig(resolve(directory, path), (_path, why) => (reason = why), directory);
  if (!config) throw new UsageError(`The configuration file ${path} ${reason}.`);
  return config;
}

interface StandardInput {
  readonly file: ReturnType<typeof decodeText>;
  fixed?: string;
}

/** What came in where nothing was to be fixed: an editor puts the output in place of the input. */
function fixedText({ file, fixed }: StandardInput): string {
  return fixed ?? ('error' in file ? '' : file.text);
}

async function standardInput({ options: given }: LintArguments, terminal: Terminal): Promise<{ inputs: Inputs; text: StandardInput }> {
  const name = given.filename ?? 'Dockerfile';
  const path = resolve(terminal.directory, name);
  const input = { path, shown: slashes(name), target: targetOfNamedPath(slashes(path)), named: true };
  return { inputs: { files: [input], unreadable: [], directories: [] }, text: { file: decodeText(await terminal.readInput()) } };
}

function render(report: LintReport, format: NonNullable<LintArguments['options']['format']>, terminal: Terminal): string {
  const context = reportContext(terminal.directory);
  switch (format) {
    case 'json':
      return lintJson(report);
    case 'sarif':
      return lintSarif(report, rules, context);
    case 'github':
      return githubAnnotations(lintIssues(report));
    case 'gitlab':
      return gitlabCodeQuality(lintIssues(report));
    case 'checkstyle':
      return checkstyle(lintIssues(report), version);
    case 'junit':
      return junit(lintIssues(report));
    case 'table':
      return lintTable(report, context, terminal.style);
  }
}
