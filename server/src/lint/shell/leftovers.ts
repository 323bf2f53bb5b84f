/** Package lists and caches that a RUN leaves in its layer. */
import { isKept } from '../dockerfile/kept-stages';
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import { isDevelopmentFile } from '../dockerfile/stage-purpose';
import type { Applicability } from '../finding';
import type { Report } from '../rule';
import { isInDevContainer } from '../workspace/purpose';
import { appendCommand } from './append';
import { unknown } from './expansion';
import type { PackageAction, PackageInstall } from './managers';
import { installsOf } from './managers';
import type { ShellCommand } from './model';
import { actionSpan, asCallDoes, callLabel, callsOf } from './package-commands';
import { commandsOf } from './scripts';
import { templateOf } from './words';

/** One thing that stays behind. */
export interface Leftover {
  /** Words for it: `package lists`. */
  readonly what: string;
  readonly managers: readonly string[];
  /** What leaves it. */
  readonly actions: readonly PackageAction[];
  /** Directories it is in, on one system or another; a mount over or a removal of one of them is enough. `/.npm` is in whoever's home. */
  readonly directories: readonly string[];
  /** True for a call of a package manager that empties them. `by` is the call that filled them. */
  cleans(call: PackageInstall, by: PackageInstall): boolean;
  /** Command that the fix adds. */
  cleaner(by: PackageInstall): string;
  /** Calls that leave nothing: an option or a variable says so. */
  readonly spares?: (call: PackageInstall, instruction: Instruction, file: DockerfileModel) => boolean;
  /** Whether later instructions need what would be removed: there is no fix then, or an unsafe one. */
  readonly neededLater?: (file: DockerfileModel, instruction: Instruction) => 'yes' | 'maybe' | 'no';
}

/** Reports each RUN of a kept stage after whose last call of the manager nothing cleans up, on the first such call. */
export function reportLeftovers(file: DockerfileModel, report: Report<'left'>, leftover: Leftover, only?: (instruction: Instruction) => boolean, needed?: Report<'needed'>): void {
  const calls = callsOf(file, leftover.managers, ...leftover.actions).filter(({ call, instruction }) => !leftover.spares?.(call, instruction, file));
  // Nobody pulls an image to develop in, or to test with.
  if (calls.length === 0 || isInDevContainer(file.uri) || isDevelopmentFile(file)) return;
  for (let at = 0; at < calls.length; ) {
    const { instruction, call: first } = calls[at]!;
    let last = first;
    for (; calls[at]?.instruction === instruction; at++) last = calls[at]!.call;
    if (!isKept(file, instruction) || (only && !only(instruction)) || isMounted(instruction, leftover.directories)) continue;
    if (isCleanedUp(instruction, last, leftover)) continue;
    const cleaner = leftover.cleaner(last);
    const later = leftover.neededLater?.(file, instruction) ?? 'no';
    if (later === 'yes' && needed) {
      needed(actionSpan(first), 'needed', { data: { command: callLabel(first), what: leftover.what, cleaner } });
      continue;
    }
    const edit = later === 'yes' ? undefined : appendCommand(file, instruction, asCallDoes(last, cleaner));
    const applicability: Applicability = later === 'maybe' ? 'unsafe' : 'safe';
    report(actionSpan(first), 'left', { data: { command: callLabel(first), what: leftover.what, cleaner }, fixes: edit ? [{ title: `Add ${cleaner}`, applicability, edits: [edit] }] : [] });
  }
}

/** Whether a command of the RUN behind the call empties the directories, by itself or through a package manager. */
export function isCleanedUp(instruction: Instruction, by: PackageInstall, leftover: Pick<Leftover, 'cleans' | 'directories'>): boolean {
  return commandsOf(instruction).some((command) => command.span.start > by.command.span.start && cleansUp(command, by, leftover));
}

function cleansUp(command: ShellCommand, by: PackageInstall, leftover: Pick<Leftover, 'cleans' | 'directories'>): boolean {
  const call = installsOf(command);
  if (call) return leftover.cleans(call, by);
  if (removes(command, leftover.directories)) return true;
  // A script of the project's own that says it cleans up, or a variable that does.
  if (command.words.some((word) => /\$\{?\w*clean\w*/i.test(word.text))) return true;
  return /clean/i.test(command.name) || command.args.some((word) => /^[^\s-][^\s]*clean[^\s]*\.\w+$/i.test(templateOf(word)));
}

/** `rm -rf`, `find … -delete` of a directory, of something below it, or of all that is above. Unknown operands may be anything. */
function removes(command: ShellCommand, directories: readonly string[]): boolean {
  if (command.name !== 'rm' && command.name !== 'find') return false;
  if (command.name === 'find' && !command.args.some((word) => word.value === '-delete' || word.value === '-exec' || word.value === '-execdir')) return false;
  return command.args.some((word) => (word.splits ?? [templateOf(word)]).some((text) => text === unknown || directories.some((directory) => covers(text, directory))));
}

function covers(path: string, directory: string): boolean {
  // `/var/lib/apt/lists/*` and `/var/lib/apt/lists/*_dists_*` are the directory. An installation into another root has the same path behind its own.
  const plain = withoutHome(path.replace(/\{.*$/, '').replace(/\/[^/]*[*?][^/]*$/, '').replace(/\/+$/, ''));
  return plain.includes('/') && (isIn(directory, plain) || plain.endsWith(directory) || plain.includes(`${directory}/`));
}

function withoutHome(path: string): string {
  return path.replace(home, '');
}

const home = new RegExp(`^(?:~|/root|/home/[^/]+|${unknown})(?=/\\.)`);

function isIn(directory: string, other: string): boolean {
  return directory === other || directory.startsWith(`${other}/`);
}

/** True where the RUN mounts a cache or tmpfs over one of the directories or above it, so that nothing there gets into the layer. */
export function isMounted(instruction: Instruction, directories: readonly string[]): boolean {
  return instruction.mounts.some((mount) => {
    const target = mount.option('target', 'dst', 'destination')?.value?.replace(/\/+$/, '');
    return (mount.type === 'cache' || mount.type === 'tmpfs') && target !== undefined && directories.some((directory) => isIn(directory, withoutHome(target)));
  });
}

/** `yum clean all`, `dnf -y clean all`. */
export function cleansAll(call: PackageInstall): boolean {
  return call.action === 'clean' && call.command.args.some((word) => word.value === 'all');
}

/** Whether a variable is set to something that means yes: for the command, by an export before it, or by ENV and ARG. An unknown value may be one that does. */
export function isSet(name: string, call: PackageInstall, instruction: Instruction): boolean {
  const settings = [
    ...call.command.assignments.map((assignment) => ({ name: assignment.name, value: assignment.value?.value })),
    ...commandsOf(instruction)
      .filter((command) => command.name === 'export' && command.span.start < call.command.span.start)
      .flatMap((command) => command.args.map((word) => ({ name: word.text.split('=')[0], value: word.value?.replace(/^[^=]*=/, '') }))),
  ];
  const own = settings.find((setting) => setting.name === name);
  if (own) return own.value === undefined || isYes(name, own.value);
  const inherited = instruction.before.scope.lookup(name);
  return inherited !== undefined && (inherited.value === undefined || isYes(name, inherited.value));
}

/** For a long time a no switched pip's cache off as well, by mistake; pip has kept that for those who rely on it. */
const anyValue: ReadonlySet<string> = new Set(['PIP_NO_CACHE_DIR']);

/** As most programs read a switch. */
function isYes(name: string, value: string): boolean {
  return anyValue.has(name) ? value !== '' : !/^(?:|0|n|no|f|false|off)$/i.test(value);
}
