/** Lock files of package managers: which belong to which manifest, and which calls cannot do without one. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import { joinPath } from '../dockerfile/workdir';
import { bundlerSetting } from '../shell/bundler';
import { directoryOf } from '../shell/directories';
import type { ShellOption } from '../shell/options';
import { actionWord, packageCalls } from '../shell/package-commands';
import type { PackageCall } from '../shell/package-commands';
import type { Span } from '../text/span';
import type { BuildContext } from './build-context';
import { oncePerContext } from './memo';
import { fileAt, mayBeBroughtTo } from './placed';
import type { PlacedFile } from './placed';

export interface Demand {
  /** What asks for a lock file: an option, or the subcommand. */
  readonly span: Span;
  /** False for a manager that takes no notice where there is none. */
  readonly stops: boolean;
}

export interface UnlockedInstall extends PackageCall {
  /** In the context, where COPY or a mount takes it from. */
  readonly manifest: PlacedFile;
  /** Names of the lock files that would do, the one of today first. */
  readonly locks: readonly string[];
  /** Directory of the manifest in the context, empty or with a slash at the end. */
  readonly directory: string;
  /** The directory in the image that the call runs in. */
  readonly place: string;
  readonly demand?: Demand;
}

interface LockedManager {
  readonly manifest: string;
  readonly locks: readonly string[];
  readonly subcommands: RegExp;
  /** Options and variables that make the call fail without a lock file, or should. */
  readonly demands?: { readonly subcommands?: RegExp; readonly options?: readonly string[]; readonly variables?: readonly string[]; readonly unnoticed?: readonly string[] };
  /** Options that say there shall be none, or that the project is elsewhere. */
  readonly without: readonly string[];
}

const managers: Readonly<Record<string, LockedManager>> = {
  npm: {
    manifest: 'package.json', locks: ['package-lock.json', 'npm-shrinkwrap.json'], subcommands: /^(?:i|in|ins|inst|install|ci|clean-install|ic|install-clean|cit|install-ci-test|it|install-test)$/,
    demands: { subcommands: /^(?:ci|clean-install|ic|install-clean|cit|install-ci-test)$/ },
    without: ['--no-package-lock', '--package-lock', '--prefix', '-C', '-g', '--global', '--location'],
  },
  yarn: {
    manifest: 'package.json', locks: ['yarn.lock'], subcommands: /^(?:|install|workspaces focus)$/,
    demands: { options: ['--immutable'], unnoticed: ['--frozen-lockfile'] },
    without: ['--no-lockfile', '--cwd', '--modules-folder'],
  },
  pnpm: {
    manifest: 'package.json', locks: ['pnpm-lock.yaml'], subcommands: /^(?:i|install|ci|fetch)$/,
    demands: { subcommands: /^ci$/, options: ['--frozen-lockfile'] },
    without: ['--no-lockfile', '--no-frozen-lockfile', '--lockfile', '-C', '--dir', '--prefix', '--lockfile-dir', '-g', '--global'],
  },
  bun: { manifest: 'package.json', locks: ['bun.lock', 'bun.lockb'], subcommands: /^(?:i|install|ci)$/, without: ['--no-save', '--cwd', '-g', '--global'] },
  poetry: { manifest: 'pyproject.toml', locks: ['poetry.lock'], subcommands: /^(?:install|sync)$/, without: ['-C', '--directory', '-P', '--project'] },
  uv: {
    manifest: 'pyproject.toml', locks: ['uv.lock'], subcommands: /^sync$/,
    demands: { options: ['--locked', '--frozen'], variables: ['UV_LOCKED', 'UV_FROZEN'] },
    without: ['--directory', '--project', '--no-project'],
  },
  pipenv: { manifest: 'Pipfile', locks: ['Pipfile.lock'], subcommands: /^(?:install|sync)$/, demands: { subcommands: /^sync$/, options: ['--deploy', '--ignore-pipfile'] }, without: ['--skip-lock', '-r', '--requirements'] },
  bundle: { manifest: 'Gemfile', locks: ['Gemfile.lock'], subcommands: /^(?:|i|install)$/, demands: { options: ['--deployment', '--frozen'] }, without: ['--gemfile'] },
  cargo: {
    manifest: 'Cargo.toml', locks: ['Cargo.lock'], subcommands: /^(?:b|build|check|fetch|run|test)$/,
    demands: { options: ['--locked', '--frozen'] },
    without: ['--manifest-path', '-C', '--lockfile-path'],
  },
  composer: { manifest: 'composer.json', locks: ['composer.lock'], subcommands: /^(?:i|install)$/, without: ['-d', '--working-dir'] },
  go: { manifest: 'go.mod', locks: ['go.sum'], subcommands: /^mod download$/, without: ['-C', '-modfile'] },
};

/** Whether one file is the lock file of the other: names alike, and each there for itself. */
export function areManifestAndLock(name: string, other: string): boolean {
  return Object.values(managers).some(({ manifest, locks }) => (name === manifest && locks.includes(other)) || (other === manifest && locks.includes(name)));
}

/** Commands that make a lock file and are no installations. */
const makers = /\b(?:npm (?:init|shrinkwrap)|pnpm import|cargo (?:generate-lockfile|init|new))\b/;

/** Installations of a project's dependencies that find the manifest and certainly no lock file. */
export const unlockedInstalls = oncePerContext(find);

function find(file: DockerfileModel, context: BuildContext): readonly UnlockedInstall[] {
  const done = new Set<string>();
  return packageCalls(file).flatMap((item) => {
    const { call, instruction } = item;
    const manager = Object.hasOwn(managers, call.manager.name) ? managers[call.manager.name]! : undefined;
    const place = manager && !instruction.onbuild ? directoryOf(call.command) : undefined;
    if (!manager || place === undefined || (call.action === 'other' && !manager.subcommands.test(call.subcommand) && call.subcommand !== 'lock')) return [];
    const key = `${call.manager.name} ${instruction.stage?.index} ${place}`;
    // What a manager installed before in a directory has left a lock file there.
    if (done.has(key)) return [];
    done.add(key);
    if (!manager.subcommands.test(call.subcommand) || call.packages.length > 0 || call.files.length > 0 || call.options.some(({ name }) => manager.without.includes(name))) return [];
    const manifest = fileAt(joinPath(place, manager.manifest)!, instruction, file, context);
    if (!manifest || isInPlace(place, manager, instruction, file, context)) return [];
    const directory = manifest.path.slice(0, manifest.path.lastIndexOf('/') + 1);
    if (isSwitchedOff(item, directory, context)) return [];
    const demand = demandOf(item, manager, file);
    return [{ ...item, manifest, locks: manager.locks, directory, place, ...(demand ? { demand } : {}) }];
  });
}

/** Whether a lock file is there or may be, beside the manifest or above, where the root of a workspace is. */
function isInPlace(directory: string, manager: LockedManager, at: Instruction, file: DockerfileModel, context: BuildContext): boolean {
  if (at.stage?.chain.some(({ instructions }) => instructions.some(({ keyword, index, args }) => keyword === 'RUN' && index <= at.index && makers.test(args.text)))) return true;
  if (manager.locks.some((lock) => fileAt(joinPath(directory, lock)!, at, file, context) ?? mayBeBroughtTo(joinPath(directory, lock)!, at, file))) return true;
  return directory !== '/' && isInPlace(joinPath(directory, '..')!, manager, at, file, context);
}

/** By a variable or by the manager's own settings beside the manifest. */
function isSwitchedOff({ instruction }: PackageCall, directory: string, context: BuildContext): boolean {
  if (instruction.before.scope.lookup('BUNDLE_GEMFILE') || instruction.before.scope.lookup('npm_config_package_lock')) return true;
  return /^\s*(?:package-lock|lockfile|shared-workspace-lockfile)\s*=\s*false/m.test(context.text(`${directory}.npmrc`) ?? '');
}

function demandOf(item: PackageCall, { demands }: LockedManager, file: DockerfileModel): Demand | undefined {
  const { call, instruction } = item;
  const word = actionWord(call);
  const given = (names: readonly string[] = []): ShellOption | undefined => call.options.find(({ name, value }) => names.includes(name) && (value === undefined || value === 'true'));
  const option = given(demands?.options);
  if (option) return { span: option.word.span, stops: true };
  const unnoticed = given(demands?.unnoticed);
  if (unnoticed) return { span: unnoticed.word.span, stops: false };
  const variable = demands?.variables?.some((name) => /^(?:1|true|yes|on)$/i.test(instruction.before.scope.lookup(name)?.value ?? ''));
  const setting = call.manager.name === 'bundle' && ['deployment', 'frozen'].some((name) => /^(?:1|true|yes|on)$/i.test(bundlerSetting(file, item, name) ?? ''));
  return variable || setting || demands?.subcommands?.test(call.subcommand) ? { span: word.span, stops: true } : undefined;
}
