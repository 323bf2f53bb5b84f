/** Package manager calls of a Dockerfile's RUNs, and what rules about them share. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import type { Applicability } from '../finding';
import type { RuleFix } from '../rule';
import type { Span } from '../text/span';
import { installsOf } from './managers';
import type { PackageAction, PackageInstall } from './managers';
import type { ShellWord } from './model';
import { commandsOf } from './scripts';
import { once } from '../text/once';

export interface PackageCall {
  readonly instruction: Instruction;
  readonly call: PackageInstall;
}

/** In file order; those of heredocs and of `sh -c` strings too. */
export const packageCalls = once((file: DockerfileModel): readonly PackageCall[] =>
  file.all('RUN').flatMap((instruction) => commandsOf(instruction).flatMap((command) => installsOf(command) ?? []).map((call) => ({ instruction, call }))),
);

export function callsOf(file: DockerfileModel, managers: readonly string[], ...actions: PackageAction[]): readonly PackageCall[] {
  return packageCalls(file).filter(({ call }) => managers.includes(call.manager.name) && (actions.length === 0 || actions.includes(call.action)));
}

/** The word that says what is done: `install`; the manager's name where it has no subcommand. */
export function actionWord(call: PackageInstall): ShellWord {
  return call.subcommandWords[call.subcommandWords.length - 1] ?? call.command.nameWord;
}

export function actionSpan(call: PackageInstall): Span {
  return actionWord(call).span;
}

/** `apt-get install`, `pip install` for `python3 -m pip install`, `cpanm`. */
export function callLabel(call: PackageInstall): string {
  const program = call.manager.programs.includes(call.command.name) || call.command.name.startsWith(call.manager.name) ? call.command.name : call.manager.name;
  return call.subcommand === '' ? program : `${program} ${call.subcommand}`;
}

/** Puts options behind the subcommand. None where the word comes out of a variable, which may hold more than it. */
export function optionFix(call: PackageInstall, options: readonly string[], applicability: Applicability = 'safe'): RuleFix[] {
  const word = actionWord(call);
  if (word.literal === undefined) return [];
  const at = word.span.end;
  const newText = options.map((option) => (call.command.script.origin === 'exec' ? `, "${option}"` : ` ${option}`)).join('');
  return [{ title: `Add ${options.join(' ')}`, applicability, edits: [{ span: { start: at, end: at }, newText }] }];
}

/** Runs a command as the call is run: behind the same sudo, and by the same path where it is the same program. */
export function asCallDoes({ command: { name, nameWord, wrappers } }: PackageInstall, command: string): string {
  const same = command.startsWith(`${name} `) && nameWord.literal?.endsWith(`/${name}`);
  const full = same ? nameWord.literal! + command.slice(name.length) : command;
  return wrappers.some((wrapper) => wrapper.name === 'sudo') ? `sudo ${full}` : full;
}
