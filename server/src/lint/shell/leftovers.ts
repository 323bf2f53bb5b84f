/** Package lists and caches that a RUN leaves in its layer. */
import { isKept } from '../dockerfile/kept-stages';
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import type { Applicability } from '../finding';
import type { Report } from '../rule';
import { appendCommand } from './append';
import { unknown } from './expansion';
import type { PackageAction, PackageInstall } from './managers';
import { installsOf } from './managers';
import type { ShellCommand } from './model';
import { actionSpan, asCallDoes, callLabel, callsOf, mountsOver } from './package-commands';
import { commandsOf } from './scripts';
import { templateOf } from './words';

/** One thing that stays behind. */
export interface Leftover {
  /** Words for it: `package lists`. */
  readonly what: string;
  readonly managers: readonly string[];
  /** What leaves it. */
  readonly actions: readonly PackageAction[];
  /** Directories it is in, on one system or another; a mount over or a removal of one of them is enough. */
  readonly directories: readonly string[];
  /** True for a call of a package manager that empties them. `by` is the call that filled them. */
  cleans(call: PackageInstall, by: PackageInstall): boolean;
  /** Command that the fix adds. */
  cleaner(by: PackageInstall): string;
  /** Whether later instructions need what would be removed: there is no fix then, or an unsafe one. */
  readonly neededLater?: (file: DockerfileModel, instruction: Instruction) => 'yes' | 'maybe' | 'no';
}

/** Reports each RUN of a kept stage after whose last call of the manager nothing cleans up, on the first such call. */
export function reportLeftovers(file: DockerfileModel, report: Report<'left'>, leftover: Leftover, only?: (instruction: Instruction) => boolean): void {
  const calls = callsOf(file, leftover.managers, ...leftover.actions);
  for (let at = 0; at < calls.length; ) {
    const { instruction, call: first } = calls[at]!;
    let last = first;
    for (; calls[at]?.instruction === instruction; at++) last = calls[at]!.call;
    if (!isKept(file, instruction) || (only && !only(instruction)) || leftover.directories.some((directory) => mountsOver(instruction, directory))) continue;
    if (isCleanedUp(instruction, last, leftover)) continue;
    const cleaner = leftover.cleaner(last);
    const needed = leftover.neededLater?.(file, instruction) ?? 'no';
    const edit = needed === 'yes' ? undefined : appendCommand(file, instruction, asCallDoes(last, cleaner));
    const applicability: Applicability = needed === 'maybe' ? 'unsafe' : 'safe';
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
  // A script of the project's own that says it cleans up.
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
  const plain = path.replace(/\{.*$/, '').replace(/\/[^/]*[*?][^/]*$/, '').replace(/\/+$/, '');
  if (plain === '' || !plain.includes('/')) return false;
  return directory === plain || directory.startsWith(`${plain}/`) || plain.endsWith(directory) || plain.includes(`${directory}/`);
}

/** `yum clean all`, `dnf -y clean all`. */
export function cleansAll(call: PackageInstall): boolean {
  return call.action === 'clean' && call.command.args.some((word) => word.value === 'all');
}
