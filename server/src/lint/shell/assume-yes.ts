/** Calls that would stop and ask. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import type { Report } from '../rule';
import type { PackageAction, PackageInstall } from './managers';
import { actionSpan, callLabel, callsOf, optionFix } from './package-commands';

const asking: readonly PackageAction[] = ['install', 'upgrade', 'dist-upgrade', 'remove', 'autoremove', 'build-dep'];

/** Reports calls of the given managers that change packages without an answer in advance. `option` is what the fix adds. */
export function reportQuestions(file: DockerfileModel, report: Report<'asks'>, managers: readonly string[], option: string, actions: readonly PackageAction[] = asking): void {
  for (const { instruction, call } of callsOf(file, managers, ...actions)) {
    if (isAnswered(call) || isConfigured(file, instruction, call)) continue;
    report(actionSpan(call), 'asks', { data: { command: callLabel(call), option }, fixes: optionFix(call, [option]) });
  }
}

/** By an option, or by something on standard input. */
function isAnswered(call: PackageInstall): boolean {
  const { command } = call;
  if (call.assumesYes || command.pipedFrom || command.redirections.some((redirection) => redirection.operator.startsWith('<'))) return true;
  // Nothing is done then.
  if (call.has('-s', '--simulate', '--dry-run', '--just-print', '--no-act', '--print-uris', '--help', '-h', '--assumeno', '--downloadonly', '--download-only')) return true;
  // A word that is not known may hold the option.
  if (command.args.some((word) => word.value === undefined && /^["']?\$/.test(word.text) && /(?:opt|flag|arg|yes)/i.test(word.text))) return true;
  return call.manager.family === 'debian' && (quietness(call) >= 2 || call.options.some((option) => /^APT::Get::(?:Assume-Yes|force-yes)=(?:true|1|yes)$/i.test(option.value ?? '')));
}

/** apt says yes by itself from the second degree of -q on. */
function quietness(call: PackageInstall): number {
  let degree = 0;
  for (const { name, value } of call.options) {
    if (name !== '-q' && name !== '--quiet') continue;
    degree = value !== undefined && /^\d+$/.test(value) ? Number(value) : degree + 1;
  }
  return degree;
}

/** What a manager's configuration calls it, and where the Dockerfile may write it: a RUN, a heredoc, a variable. */
const settings: Readonly<Record<string, RegExp>> = {
  debian: /APT::Get::Assume-Yes|APT_CONFIG\b/i,
  rpm: /\bassumeyes\s*=\s*(?:1|true|yes)/i,
  conda: /\balways_yes\b|CONDA_ALWAYS_YES/i,
};

function isConfigured(file: DockerfileModel, instruction: Instruction, call: PackageInstall): boolean {
  const setting = Object.hasOwn(settings, call.manager.family) ? settings[call.manager.family]! : undefined;
  if (!setting?.test(file.source.text)) return false;
  const before = instruction.stage?.chain.flatMap((stage) => stage.instructions.filter((other) => other.index <= instruction.index)) ?? [instruction];
  return before.some((other) => setting.test(file.source.slice(other.span)));
}
