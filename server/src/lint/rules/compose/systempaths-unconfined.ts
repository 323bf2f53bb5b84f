import { reportSecurityOption } from '../../compose/security-opt';
import { defineRule } from '../../rule';

export const systempathsUnconfined = defineRule({
  name: 'systempaths-unconfined',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: {  },
  fix: 'unsafe',
  docs: {
    what: 'A service sees the parts of /proc and /sys that Docker hides.',
    why: 'Docker masks files such as /proc/kcore and mounts /proc/sys read-only. Without that, root in the container reads kernel memory and changes settings of the host.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - systempaths=unconfined\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - no-new-privileges:true\n',
    exceptions: 'Nested containers may need it.',
  },
  messages: {
    off: '{option} opens the masked parts of /proc and /sys to "{service}", and with them memory and settings of the kernel. Remove it.',
  },
  check(file, report) {
    reportSecurityOption(file, report, ({ name, value }) => name === 'systempaths' && value === 'unconfined');
  },
});
