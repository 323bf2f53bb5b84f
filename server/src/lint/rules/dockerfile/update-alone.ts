import { removeInstruction } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { loneUpdate } from '../../shell/lone-updates';
import type { PackageInstall } from '../../shell/managers';
import type { PackageCall } from '../../shell/package-commands';
import { actionSpan, callLabel, packageCalls } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const updateAlone = defineRule({
  name: 'update-alone',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { trivy: ['DS-0017'], checkov: ['CKV_DOCKER_5'], kics: ['update_instruction_alone'], dockle: ['CIS-DI-0007'], droast: ['DF028'], cis: ['4.7'] },
  docs: {
    what: 'A RUN updates the package index, or everything that is installed, and installs nothing.',
    why: 'The layer is cached. A later RUN that installs then uses an index that may be weeks old: packages that no longer exist, or old ones with known flaws. Updates of what is installed stay those of the day the layer was made.',
    bad: 'FROM debian:13\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions:
      'An update beside an install, upgrade or build-dep of any package manager is fine, beside rpm -i or dpkg -i too, and so is one with a cache mount over the index. A RUN that starts a script or a tool that installs by itself is not judged. dnf and yum renew their index by themselves, so only updates of everything are reported for them, as a note.',
  },
  messages: {
    alone: '{command} stands in a RUN that installs nothing, so later installs use a cached and soon outdated index. Update and install in the same RUN.',
    upgradeAlone: '{command} stands in a RUN of its own, whose cached layer keeps the updates of the day it was made. Do it in the RUN that installs packages.',
  },
  check(file, report) {
    for (const item of packageCalls(file)) {
      const { instruction, call } = item;
      const kind = loneUpdate(file, item);
      if (!kind) continue;
      const data = { command: callLabel(call) };
      if (kind === 'index') report(actionSpan(call), 'alone', { data, fixes: mergeIntoNext(file, instruction, call) });
      else report(actionSpan(call), 'upgradeAlone', { data, severity: 'info' });
    }
  },
});

/** Moves an update that stands all alone to the beginning of the next RUN, where that one installs. */
function mergeIntoNext(file: DockerfileModel, instruction: Instruction, call: PackageInstall): RuleFix[] {
  const next = (file.whole ?? file).instructions[instruction.index + 1];
  const commands = commandsOf(instruction);
  if (instruction.onbuild || instruction.exec || instruction.heredocs.length > 0 || instruction.flags.length > 0 || commands.length !== 1 || commands[0]!.redirections.length > 0) return [];
  if (next?.keyword !== 'RUN' || next.exec || next.heredocs.length > 0 || next.args.text === '' || next.before.shell !== instruction.before.shell) return [];
  // What the next RUN does first must not change how a failure of the update is taken.
  const first = commandsOf(next)[0];
  if (!first || !installs({ instruction: next, call }, packageCalls(file)) || commandsOf(next).some((command) => command.join === '||' || command.join === ';' || command.join === '&')) return [];
  const at = next.args.toDocument(0);
  return [
    {
      title: 'Update in the RUN that installs',
      applicability: 'unsafe',
      edits: [removeInstruction(file, instruction), { span: { start: at, end: at }, newText: `${file.source.slice(commands[0]!.span)} && ` }],
    },
  ];
}

function installs({ instruction, call }: PackageCall, calls: readonly PackageCall[]): boolean {
  return calls.some((other) => other.instruction === instruction && other.call.manager.family === call.manager.family && /^(?:install|build-dep|upgrade|dist-upgrade)$/.test(other.call.action));
}
