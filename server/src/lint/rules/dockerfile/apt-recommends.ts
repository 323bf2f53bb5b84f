import { isKept } from '../../dockerfile/kept-stages';
import { isDevelopmentFile, isForDevelopment } from '../../dockerfile/stage-purpose';
import { actionSpan, optionFix, callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';
import { isNeverPulled } from '../../workspace/purpose';

export const aptRecommends = defineRule({
  name: 'apt-recommends',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { hadolint: ['DL3015'], trivy: ['DS-0029'], kics: ['apt_get_not_avoiding_additional_packages'], semgrep: ['missing-no-install-recommends'], droast: ['DF016'] },
  docs: {
    what: 'apt-get installs recommended packages too.',
    why: 'Recommended packages are not needed for the package to work. They make the image larger, and each is one more thing to update and to be attacked through.',
    bad: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'A stage that writes APT::Install-Recommends "false" into the configuration of apt is not judged, nor are stages that end up in no image those that are named for tests or development, and files of tests and development containers. The fix is unsafe, since something may rely on a recommended package (ca-certificates with curl, for example).',
  },
  messages: {
    recommends: '{command} also installs packages that are only recommended, which makes the image larger. Add --no-install-recommends.',
  },
  check(file, report, { workspace }) {
    if (isNeverPulled(file.uri, workspace) || isDevelopmentFile(file)) return;
    for (const { instruction, call } of callsOf(file, ['apt-get', 'apt', 'aptitude'], 'install')) {
      // What is left behind with its stage makes no image larger.
      // Nothing that is not there already: nothing is recommended.
      if (call.has('--only-upgrade') || (call.packages.length === 0 && !call.command.wrappers.some(({ name }) => name === 'xargs'))) continue;
      if (!isKept(file, instruction) || (isForDevelopment(instruction.stage) && !instruction.stage?.final)) continue;
      if (call.has('--no-install-recommends', '--without-recommends', '-R') || call.options.some((option) => isSwitch(option.value))) continue;
      if (instruction.stage?.chain.some((stage) => stage.instructions.some((other) => other.index <= instruction.index && isSwitch(file.source.slice(other.span))))) continue;
      report(actionSpan(call), 'recommends', { data: { command: call.command.name }, fixes: optionFix(call, ['--no-install-recommends'], 'unsafe') });
    }
  },
});

/** The setting that does the same, as an option or in a configuration file. */
function isSwitch(text: string | undefined): boolean {
  return text !== undefined && /APT::Install-Recommends["'\s=]*(?:false|0|no)/i.test(text);
}
