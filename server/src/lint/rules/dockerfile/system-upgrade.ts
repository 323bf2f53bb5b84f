import { actionSpan, callLabel, callsOf } from '../../shell/package-commands';
import { removeCommand } from '../../shell/remove-command';
import { defineRule } from '../../rule';

const managers = ['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'pacman'] as const;

export const systemUpgrade = defineRule({
  name: 'system-upgrade',
  target: 'dockerfile',
  severity: 'hint',
  category: 'packages',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { semgrep: ['avoid-apt-get-upgrade', 'avoid-apk-upgrade', 'avoid-dnf-update', 'avoid-yum-update', 'avoid-zypper-update'] },
  docs: {
    what: 'A RUN upgrades all packages of the base image.',
    why: 'What the build gets depends on its day, and every replaced file is in the image twice. A newer tag of the base image brings the same fixes, and all images built on it share them.',
    bad: 'FROM alpine:3.24\nRUN apk --no-cache upgrade && apk add --no-cache curl\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache curl\nUSER 10001\n',
    exceptions: 'Upgrading in the build is right where the base image is rebuilt less often than fixes come out, which is why the rule belongs to no preset but all. An upgrade of packages that are named is not reported.',
  },
  messages: {
    upgrade: '{command} upgrades all of the base image, on whatever day the build runs. A newer tag of the base brings the same fixes.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, managers, 'upgrade', 'dist-upgrade')) {
      if (call.packages.length > 0) continue;
      const edit = removeCommand(file, instruction, call.command);
      report(actionSpan(call), 'upgrade', { data: { command: callLabel(call) }, fixes: edit ? [{ title: `Remove ${callLabel(call)}`, applicability: 'unsafe', edits: [edit] }] : [] });
    }
  },
});
