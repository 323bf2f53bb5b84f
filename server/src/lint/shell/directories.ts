/** In which directory of the image a command runs. */
import { joinPath } from '../dockerfile/workdir';
import type { ShellCommand } from './model';

/** By WORKDIR and each `cd` before the command. Undefined where that is not known: without a WORKDIR, and behind a `cd` that is not at the top of the script or leads to an unknown place. */
export function directoryOf(command: ShellCommand): string | undefined {
  const { script, parent, index } = command;
  let directory = parent ? directoryOf(parent.command) : script.instruction.before.workdir?.path;
  if (script.instruction.before.workdir === undefined && !parent) return undefined;
  for (const { name, context, join, args } of script.commands.slice(0, index)) {
    if (name === 'pushd' || name === 'popd') return undefined;
    if (name !== 'cd') continue;
    const target = args.length === 1 ? args[0]!.value : undefined;
    if (context.length > 0 || join === '||' || join === '|' || join === '&' || target === undefined || target.startsWith('-') || target.startsWith('~')) return undefined;
    directory = joinPath(directory, target);
  }
  return directory;
}
