import { setKey } from '../../daemon/edits';
import { memberOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const defaultSeccompOff = defineRule({
  name: 'default-seccomp-off',
  target: 'daemon',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { cis: ['2.17'] },
  fix: 'unsafe',
  docs: {
    what: 'Containers run without a seccomp profile unless they bring one (`seccomp-profile: unconfined`).',
    why: 'The built-in profile blocks some fifty system calls that no usual program needs and most container escapes use. Without it every container of the host may call the whole kernel.',
    bad: '{\n  "seccomp-profile": "unconfined"\n}\n',
    good: '{\n  "seccomp-profile": "builtin"\n}\n',
    exceptions: 'Single containers that need more say `--security-opt seccomp=FILE`.',
  },
  messages: {
    off: 'Every container may call the whole kernel, also what most container escapes use. Take it out, and give the containers that need more a profile of their own.',
  },
  check(file, report) {
    const member = memberOf(file, 'seccomp-profile');
    if (member?.value.kind === 'string' && member.value.value === 'unconfined') report(member.value.span, 'off', { fixes: setKey(file, 'seccomp-profile', 'builtin', 'Use the built-in profile') });
  },
});
