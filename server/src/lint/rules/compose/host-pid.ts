import { reportHostNamespace } from '../../compose/host-namespace';
import { isHostAgent } from '../../compose/purpose';
import { defineRule } from '../../rule';

export const hostPid = defineRule({
  name: 'host-pid',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['host_namespace_is_shared'], 'compose-lint': ['CL-0010'], cis: ['5.16'] },
  fix: 'unsafe',
  docs: {
    what: 'A service sees the processes of the host.',
    why: 'The container can list, signal and, with SYS_PTRACE, read the memory of every process of the host, with the secrets in their environment and arguments.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    pid: host\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Silent for the images of monitoring agents (node exporter, cAdvisor, …), which need it to see the host. A hint in files for tests and development.',
  },
  messages: {
    host: '"{service}" sees and can signal every process of the host, and read their environment. Remove pid: host.',
  },
  check(file, report, { workspace }) {
    reportHostNamespace(file, 'pid', report, workspace, { isMeant: isHostAgent });
  },
});
