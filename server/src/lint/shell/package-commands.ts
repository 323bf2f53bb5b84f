/** Package manager calls of a Dockerfile's RUNs, and what rules about them share. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import type { SpanEdit } from '../rule';
import type { Span } from '../text/span';
import { installsOf } from './managers';
import type { PackageAction, PackageInstall } from './managers';
import { commandsOf } from './scripts';

export interface PackageCall {
  readonly instruction: Instruction;
  readonly call: PackageInstall;
}

const cache = new WeakMap<DockerfileModel, readonly PackageCall[]>();

/** In file order; those of heredocs and of `sh -c` strings too. */
export function packageCalls(file: DockerfileModel): readonly PackageCall[] {
  let found = cache.get(file);
  if (!found) {
    found = file.all('RUN').flatMap((instruction) => commandsOf(instruction).flatMap((command) => installsOf(command) ?? []).map((call) => ({ instruction, call })));
    cache.set(file, found);
  }
  return found;
}

export function callsOf(file: DockerfileModel, managers: readonly string[], ...actions: PackageAction[]): readonly PackageCall[] {
  return packageCalls(file).filter(({ call }) => managers.includes(call.manager.name) && (actions.length === 0 || actions.includes(call.action)));
}

/** The word that says what is done: `install`; the manager's name where it has no subcommand. */
export function actionSpan(call: PackageInstall): Span {
  const words = call.subcommandWords;
  return words.length > 0 ? words[words.length - 1]!.span : call.command.nameWord.span;
}

/** Puts an option behind the subcommand. */
export function addOption(call: PackageInstall, option: string): SpanEdit {
  const at = actionSpan(call).end;
  return { span: { start: at, end: at }, newText: ` ${option}` };
}

/** Whether the RUN mounts a cache or tmpfs over one of the directories, so that nothing there gets into the layer. */
export function mountsOver(instruction: Instruction, ...directories: string[]): boolean {
  return instruction.mounts.some((mount) => {
    const target = mount.option('target', 'dst', 'destination')?.value?.replace(/\/+$/, '');
    return (mount.type === 'cache' || mount.type === 'tmpfs') && target !== undefined && directories.some((directory) => directory === target || directory.startsWith(`${target}/`) || target.startsWith(`${directory}/`));
  });
}

/** Appends commands to a shell-form RUN. Undefined for exec forms and heredocs, where the end is another. */
export function appendCommand(instruction: Instruction, file: DockerfileModel, command: string): SpanEdit | undefined {
  if (instruction.exec || instruction.heredocs.length > 0 || instruction.onbuild || instruction.args.text === '') return undefined;
  const at = instruction.args.span(0, instruction.args.text.length).end;
  const multiline = file.source.lineAt(instruction.lineSpan.start) !== file.source.lineAt(at);
  return { span: { start: at, end: at }, newText: multiline ? ` ${file.escape}${file.source.eol}    && ${command}` : ` && ${command}` };
}
