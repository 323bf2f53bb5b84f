import type { Instruction } from '../../dockerfile/model';
import { actionSpan, mountsOver, packageCalls } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const updateAlone = defineRule({
  name: 'update-alone',
  target: 'dockerfile',
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { trivy: ['DS-0017'], checkov: ['CKV_DOCKER_5'], kics: ['update_instruction_alone'], dockle: ['CIS-DI-0007'], droast: ['DF028'], cis: ['4.7'] },
  docs: {
    what: 'A RUN updates the package index and installs nothing.',
    why: 'The layer with the index is cached. A later RUN that installs then uses an index that may be weeks old: packages that no longer exist, or old ones with known flaws.',
    bad: 'FROM debian:13\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'An update beside an install, upgrade or build-dep of any package manager is fine, and so is one with a cache mount over the index. A RUN that starts a script is not judged, since the script may install.',
  },
  messages: {
    alone: '{command} stands in a RUN that installs nothing, so later installs use a cached and soon outdated index. Update and install in the same RUN.',
  },
  check(file, report) {
    for (const { instruction, call } of packageCalls(file)) {
      if (call.action !== 'update' || (call.manager.family !== 'debian' && call.manager.family !== 'alpine')) continue;
      if (packageCalls(file).some((other) => other.instruction === instruction && /^(?:install|upgrade|dist-upgrade|build-dep|download|query)$/.test(other.call.action))) continue;
      if (mountsOver(instruction, '/var/lib/apt', '/var/cache/apk') || startsScript(instruction)) continue;
      report(actionSpan(call), 'alone', { data: { command: `${call.command.name} ${call.subcommand}` } });
    }
  },
});

/** A script of the project's own may install something. */
function startsScript(instruction: Instruction): boolean {
  return commandsOf(instruction).some((command) => /\.(?:sh|bash|py)$/.test(command.name) || /^\.{0,2}\//.test(command.nameWord.value ?? '/') && !/^\/(?:usr\/)?s?bin\//.test(command.nameWord.value ?? ''));
}
