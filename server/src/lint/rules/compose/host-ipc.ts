import { fixOf, removeKeyFix } from '../../compose/fixes';
import { reportHostNamespace } from '../../compose/host-namespace';
import { defineRule } from '../../rule';

export const hostIpc = defineRule({
  name: 'host-ipc',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['shared_host_ipc_namespace'], 'compose-lint': ['CL-0010'], cis: ['5.17'] },
  fix: 'unsafe',
  docs: {
    what: 'A service shares the shared memory and semaphores of the host.',
    why: 'Every process of the host that uses shared memory, databases and browsers among them, can be read and changed from the container.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ipc: host\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    shm_size: 1g\n',
    exceptions: 'A hint in files for tests and development.',
  },
  messages: {
    host: '"{service}" shares the shared memory of the host and can read and change what other processes keep there. Remove ipc: host; for more shared memory set shm_size.',
  },
  check(file, report, { workspace }) {
    reportHostNamespace(file, 'ipc', report, workspace, {
      // The container's own shared memory is 64 MB by default: too little for what this was set for, browsers and data loaders.
      fixes: (service) => {
        const node = service.get('ipc');
        const entry = service.node.entries?.find(({ key }) => key === 'ipc');
        if (!node || !entry || entry.inherited || node.inherited) return [];
        if (service.get('shm_size')) return removeKeyFix(file, service, 'ipc');
        return fixOf(file, 'Use shm_size: 2gb instead', [{ span: entry.span, newText: 'shm_size: 2gb' }]);
      },
    });
  },
});
