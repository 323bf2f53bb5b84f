/** Installs that would stop and ask. */
import type { DockerfileModel } from '../dockerfile/model';
import type { Report } from '../rule';
import { actionSpan, addOption, callsOf } from './package-commands';

/** Reports calls of the given managers that change packages without an answer in advance. `option` is what the fix adds. */
export function reportQuestions(file: DockerfileModel, report: Report<'asks'>, managers: readonly string[], option: string): void {
  for (const { call } of callsOf(file, managers, 'install', 'upgrade', 'dist-upgrade', 'remove', 'autoremove', 'build-dep')) {
    if (call.assumesYes || call.command.pipedFrom?.name === 'yes') continue;
    const subcommand = call.subcommand === '' ? call.command.name : `${call.command.name} ${call.subcommand}`;
    report(actionSpan(call), 'asks', { data: { command: subcommand, option }, fixes: [{ title: `Add ${option}`, applicability: 'safe', edits: [addOption(call, option)] }] });
  }
}
