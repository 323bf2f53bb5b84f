import { reportSecurityOption } from '../../compose/security-opt';
import { defineRule } from '../../rule';

export const apparmorUnconfined = defineRule({
  name: 'apparmor-unconfined',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0009'], cis: ['5.2'] },
  fix: 'unsafe',
  docs: {
    what: 'A service runs without an AppArmor profile.',
    why: 'The default profile keeps containers from writing to /proc and /sys and from mounting file systems, the usual ways out of a container.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - apparmor=unconfined\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - no-new-privileges:true\n',
    exceptions: 'FUSE mounts and some monitoring agents need it on hosts with AppArmor. A hint in files for tests and development.',
  },
  messages: {
    off: '{option} takes the AppArmor profile from "{service}" that keeps it from mounts and from writing to /proc and /sys. Remove it, or name a profile of your own.',
  },
  check(file, report, { workspace }) {
    reportSecurityOption(file, report, ({ name, value }) => name === 'apparmor' && value === 'unconfined', workspace);
  },
});
