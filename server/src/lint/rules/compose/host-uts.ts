import { reportHostNamespace } from '../../compose/host-namespace';
import { defineRule } from '../../rule';

export const hostUts = defineRule({
  name: 'host-uts',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0010'], cis: ['5.21'] },
  fix: 'unsafe',
  docs: {
    what: 'A service shares the host name of the host.',
    why: 'With SYS_ADMIN the container can rename the host, which log collectors and clusters rely on. Nothing needs it: a host name can be set.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    uts: host\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    hostname: web\n',
  },
  messages: {
    host: '"{service}" shares the host name with the host and can change it. Remove uts: host; to give the container a name, set hostname.',
  },
  check(file, report, { workspace }) {
    reportHostNamespace(file, 'uts', report, workspace);
  },
});
