/** What a command does with packages, read by the table of package managers. */
import { unknown } from './expansion';
import { type ActionSpec, managerOf, type PackageAction, type PackageFileKind, type PackageManager, pacman } from './manager-table';
import type { ShellCommand, ShellWord } from './model';
import { isOn, type OptionSpec, type ParsedOptions, parseWords, type ShellOption } from './options';
import type { ParsedPackage } from './package-names';
import { templateOf } from './words';
import { once } from '../text/once';

export { managerOf, type PackageAction, type PackageManager, packageManagers } from './manager-table';

export interface PackageFile {
  readonly kind: PackageFileKind;
  /** The word that holds the path. */
  readonly word: ShellWord;
  readonly path?: string;
  readonly option: ShellOption;
}

export interface PackageArgument extends ParsedPackage {
  /** One word may hold several packages, through a variable or braces. */
  readonly word: ShellWord;
}

export interface PackageInstall {
  readonly command: ShellCommand;
  readonly manager: PackageManager;
  readonly action: PackageAction;
  /** `install`; `pip install` for `uv pip install`; empty where the manager needs none. */
  readonly subcommand: string;
  /** Its words; of none, the name of the command. */
  readonly subcommandWords: readonly ShellWord[];
  readonly packages: readonly PackageArgument[];
  readonly files: readonly PackageFile[];
  readonly options: readonly ShellOption[];
  /** Whether an option says yes in advance; true for managers that ask nothing. */
  readonly assumesYes: boolean;
  readonly global: boolean;
  /** Whether one of the options is given and not switched off. */
  has(...names: string[]): boolean;
  option(...names: string[]): ShellOption | undefined;
}

/** What a command does with packages; undefined where it is no package manager, or a subcommand of one that is not known. */
export const installsOf = once((command: ShellCommand): PackageInstall | undefined => read(command));

function read(command: ShellCommand): PackageInstall | undefined {
  const module = pythonModule(command);
  const manager = managerOf(module?.name ?? command.name);
  if (!manager) return undefined;
  const all = module?.args ?? command.args;
  const dashes = manager.endsAtDashes ? all.findIndex((word) => word.literal === '--') : -1;
  const words = dashes < 0 ? all : all.slice(0, dashes);
  return manager === pacman ? readPacman(command, words) : readSubcommand(command, manager, words);
}

/** `python3 -m pip …`: the module and what follows it. */
function pythonModule(command: ShellCommand): { name: string; args: readonly ShellWord[] } | undefined {
  if (!/^(python|pypy)[\d.]*$/.test(command.name)) return undefined;
  for (let at = 0; at < command.args.length; at++) {
    const text = command.args[at]!.literal;
    if (text === undefined || !text.startsWith('-')) return undefined;
    if (text === '-W' || text === '-X') at++;
    else if (/^-[A-Za-z]*m$/.test(text)) {
      const name = command.args[at + 1]?.literal;
      return name === undefined ? undefined : { name, args: command.args.slice(at + 2) };
    }
  }
  return undefined;
}

function readSubcommand(command: ShellCommand, manager: PackageManager, words: readonly ShellWord[]): PackageInstall | undefined {
  const general: OptionSpec = { valueFlags: manager.valueFlags, singleDash: manager.singleDash };
  let parsed = parseWords(words, general);
  const texts = parsed.operands.slice(0, 3).map((word) => templateOf(word));
  const candidates: [string, number][] = [[texts.slice(0, 2).join(' '), 2], [texts[0] ?? '', 1]];
  // `dotnet add PROJECT package NAME` has the project in between.
  if (texts.length === 3) candidates.unshift([`${texts[0]} ${texts[2]}`, 3]);
  const found = candidates.find(([key, count]) => texts.length >= count && Object.hasOwn(manager.actions, key) && (count < 3 || manager.name === 'dotnet'));
  const bare = Object.hasOwn(manager.actions, '') ? manager.actions['']! : undefined;
  // A bare `yarn NAME` runs a script of the project; a bare `cpanm NAME` installs.
  const entry = found ? manager.actions[found[0]]! : bare !== undefined && (parsed.operands.length === 0 || !isManifest(bare)) ? bare : undefined;
  if (entry === undefined) return undefined;
  const spec: ActionSpec = typeof entry === 'string' ? { action: entry } : entry;
  if (spec.values || spec.noValues) {
    const valueFlags = [...manager.valueFlags.filter((name) => !spec.noValues?.includes(name)), ...(spec.values ?? [])];
    parsed = parseWords(words, { ...general, valueFlags });
  }
  const count = found?.[1] ?? 0;
  const subcommandWords = count === 0 ? [command.nameWord] : parsed.operands.slice(0, count);
  return result(command, manager, spec, found?.[0] ?? '', subcommandWords, parsed, parsed.operands.slice(count + (spec.skip ?? 0)));
}

function isManifest(entry: PackageAction | ActionSpec): boolean {
  return entry === 'restore' || (typeof entry !== 'string' && entry.manifest === true);
}

function readPacman(command: ShellCommand, words: readonly ShellWord[]): PackageInstall | undefined {
  const parsed = parseWords(words, { valueFlags: pacman.valueFlags });
  const has = (...names: string[]): boolean => parsed.options.some((option) => names.includes(option.name));
  const clean = has('-c', '--clean');
  const upgrade = has('-u', '--sysupgrade');
  let action: PackageAction = 'other';
  if (has('-S', '--sync')) {
    if (clean) action = 'clean';
    else if (parsed.operands.length > 0) action = has('-s', '--search', '-i', '--info') ? 'query' : has('-w', '--downloadonly') ? 'download' : 'install';
    else action = upgrade ? 'dist-upgrade' : has('-y', '--refresh') ? 'update' : 'query';
  } else if (has('-U', '--upgrade')) action = 'install';
  else if (has('-R', '--remove')) action = 'remove';
  else if (has('-Q', '--query')) action = 'query';
  const operation = parsed.options.find((option) => /^(-[SURQFTD]|--(sync|upgrade|remove|query|files|deptest|database))$/.test(option.name));
  if (!operation) return undefined;
  return result(command, pacman, { action }, operation.name, [operation.word], parsed, parsed.operands);
}

function result(
  command: ShellCommand, manager: PackageManager, spec: ActionSpec, subcommand: string, subcommandWords: readonly ShellWord[], parsed: ParsedOptions, operands: readonly ShellWord[],
): PackageInstall {
  const { options } = parsed;
  const option = (...names: string[]): ShellOption | undefined => options.find((item) => names.includes(item.name));
  const has = (...names: string[]): boolean => options.some((item) => names.includes(item.name) && isOn(item));
  const named = spec.action === 'clean' || spec.action === 'repository' ? [] : packagesOf(manager, spec, operands, options);
  const files = filesOf(manager, spec, operands, options);
  return {
    command,
    manager,
    action: spec.manifest && named.length === 0 && files.length === 0 ? 'restore' : spec.action,
    subcommand,
    subcommandWords,
    packages: spec.action === 'restore' ? [] : named,
    files,
    options,
    assumesYes: manager.assumeYes === undefined || has(...manager.assumeYes),
    global: spec.global === true || has(...(manager.globalFlags ?? [])),
    has,
    option,
  };
}

function filesOf(manager: PackageManager, spec: ActionSpec, operands: readonly ShellWord[], options: readonly ShellOption[]): PackageFile[] {
  const files: PackageFile[] = [];
  for (const option of options) {
    const kind = manager.files?.[option.name];
    if (kind && option.valueWord) files.push({ kind, word: option.valueWord, option, ...(option.value === undefined ? {} : { path: option.value }) });
  }
  // `uv pip sync requirements.txt`.
  if (manager.name === 'uv' && spec.action === 'restore') {
    for (const word of operands) files.push({ kind: 'requirements', word, option: { name: '', word }, ...(word.value === undefined ? {} : { path: word.value }) });
  }
  return files;
}

function packagesOf(manager: PackageManager, spec: ActionSpec, operands: readonly ShellWord[], options: readonly ShellOption[]): PackageArgument[] {
  const packages: PackageArgument[] = [];
  const add = (word: ShellWord, text: string): void => {
    const parsed = manager.grammar(text);
    packages.push({ word, ...(spec.kind && parsed.kind === 'package' ? { ...parsed, kind: spec.kind } : parsed) });
  };
  for (const option of options) {
    if (manager.packageFlags?.includes(option.name) && option.valueWord) add(option.valueWord, option.value ?? unknown);
  }
  // `npx --package NAME PROGRAM`, `winget install --id NAME`: the operands are no packages then.
  if (packages.length === 0) {
    for (const word of spec.action === 'run' ? operands.slice(0, 1) : operands) {
      for (const text of word.splits ?? [templateOf(word)]) if (text !== '') add(word, text);
    }
  }
  const version = manager.versionFlags && options.find((option) => manager.versionFlags!.includes(option.name) && option.valueWord);
  if (!version || packages.length !== 1 || packages[0]!.operator !== undefined) return packages;
  return [{ ...packages[0]!, operator: version.name, ...(version.value === undefined ? {} : { version: version.value }) }];
}
