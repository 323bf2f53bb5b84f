import { reportSecurityOption } from '../../compose/security-opt';
import { defineRule } from '../../rule';

export const selinuxDisabled = defineRule({
  name: 'selinux-disabled',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { semgrep: ['selinux-separation-disabled'], 'compose-lint': ['CL-0009'], cis: ['5.3'] },
  fix: 'unsafe',
  docs: {
    what: 'A service runs without SELinux separation.',
    why: 'SELinux keeps a container from the files and processes of the host and of other containers even after it broke out. label:disable switches that off for this one.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - label:disable\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - no-new-privileges:true\n',
    exceptions: 'Without effect on hosts without SELinux.',
  },
  messages: {
    off: '{option} takes the SELinux separation from "{service}" that protects the host after a break-out. Remove it; for shared directories use the volume option z or Z.',
  },
  check(file, report) {
    reportSecurityOption(file, report, ({ name, value }) => name === 'label' && value === 'disable');
  },
});
