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

/** Those of one RUN together, for what is to be said once of it. */
export function byInstruction(calls: readonly PackageCall[]): readonly { readonly instruction: Instruction; readonly calls: readonly PackageInstall[] }[] {
  const groups = new Map<Instruction, PackageInstall[]>();
  for (const { instruction, call } of calls) {
    const group = groups.get(instruction);
    if (group) group.push(call);
    else groups.set(instruction, [call]);
  }
  return [...groups].map(([instruction, group]) => ({ instruction, calls: group }));
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

/** Puts options behind the subcommand, of all the calls in one step. None where a word comes out of a variable, which may hold more than it. */
export function optionFix(call: PackageInstall | readonly PackageInstall[], options: readonly string[], applicability: Applicability = 'safe'): RuleFix[] {
  const calls = 'command' in call ? [call] : call;
  if (calls.some((each) => actionWord(each).literal === undefined)) return [];
  const edits = calls.map((each) => {
    const at = actionWord(each).span.end;
    return { span: { start: at, end: at }, newText: options.map((option) => (each.command.script.origin === 'exec' ? `, "${option}"` : ` ${option}`)).join('') };
  });
  return [{ title: `Add ${options.join(' ')}${edits.length > 1 ? ` to all ${edits.length}` : ''}`, applicability, edits }];
}

/** Runs a command as the call is run: behind the same sudo, and by the same path where it is the same program. */
export function asCallDoes({ command: { name, nameWord, wrappers } }: PackageInstall, command: string): string {
  const same = command.startsWith(`${name} `) && nameWord.literal?.endsWith(`/${name}`);
  const full = same ? nameWord.literal! + command.slice(name.length) : command;
  return wrappers.some((wrapper) => wrapper.name === 'sudo') ? `sudo ${full}` : full;
}
