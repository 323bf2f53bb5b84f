import { removeFlag } from '../../dockerfile/edits';
import { flagOf } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const buildSandboxOff = defineRule({
  name: 'build-sandbox-off',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S6502'] },
  docs: {
    what: 'RUN --security=insecure switches the sandbox of the builder off.',
    why: 'The command then has all capabilities on the machine that builds, like a container with --privileged. A compromised dependency takes the builder over, and with it every image it makes.',
    bad: '# syntax=docker/dockerfile:1-labs\nFROM alpine:3.24\nRUN --security=insecure cat /proc/self/status\nUSER 10001\n',
    good: '# syntax=docker/dockerfile:1\nFROM alpine:3.24\nRUN cat /proc/self/status\nUSER 10001\n',
    exceptions: 'Builds that start containers themselves may have no other way; they belong on a builder of their own.',
  },
  messages: {
    insecure: 'This command runs with all capabilities on the builder. Remove --security=insecure, or give it a builder of its own.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const flag = flagOf(instruction, 'security');
      if (flag?.value?.resolved === 'insecure') report(flag.span, 'insecure', { fixes: [{ title: 'Remove --security=insecure', applicability: 'unsafe', edits: [removeFlag(file, flag.span)] }] });
    }
  },
});
