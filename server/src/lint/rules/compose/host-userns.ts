import { reportHostNamespace } from '../../compose/host-namespace';
import { defineRule } from '../../rule';

export const hostUserns = defineRule({
  name: 'host-userns',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['shared_host_user_namespace'], 'compose-lint': ['CL-0010'], cis: ['5.31'] },
  fix: 'unsafe',
  docs: {
    what: 'A service opts out of user namespaces.',
    why: 'Where the daemon maps root in containers to a powerless user of the host (userns-remap), this switches the mapping off: root in the container is root on the host.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    userns_mode: host\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
  },
  messages: {
    host: 'userns_mode: host makes root in "{service}" root on the host, also where the daemon maps users. Remove it.',
  },
  check(file, report, { workspace }) {
    reportHostNamespace(file, 'userns_mode', report, workspace);
  },
});
