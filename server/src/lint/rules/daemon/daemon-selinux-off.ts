import { setKey } from '../../daemon/edits';
import { valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const daemonSelinuxOff = defineRule({
  name: 'daemon-selinux-off',
  target: 'daemon',
  severity: 'hint',
  category: 'isolation',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['5.2'] },
  fix: 'unsafe',
  docs: {
    what: 'SELinux is switched off for containers (`selinux-enabled: false`).',
    why: 'On hosts with SELinux its labels keep a process that breaks out of a container away from the files of the host.',
    bad: '{\n  "selinux-enabled": false\n}\n',
    good: '{\n  "selinux-enabled": true\n}\n',
    exceptions: 'Has no effect where the host has no SELinux. Volumes need the options z or Z then. It is the default of dockerd; the packages of Fedora and Red Hat switch it on.',
  },
  messages: {
    off: 'SELinux does not keep containers away from the files of the host. On a host that has it, set "selinux-enabled" to true.',
  },
  check(file, report) {
    const value = valueOf(file, 'selinux-enabled');
    if (value?.kind === 'boolean' && !value.value) report(value.span, 'off', { fixes: setKey(file, 'selinux-enabled', true) });
  },
});
