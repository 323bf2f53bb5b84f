import { reportHostNamespace } from '../../compose/host-namespace';
import { defineRule } from '../../rule';

export const hostCgroup = defineRule({
  name: 'host-cgroup',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: {  },
  fix: 'unsafe',
  docs: {
    what: 'A service uses the cgroup namespace of the host.',
    why: 'The container sees the control groups of all other containers and of the host, and with write access to the cgroup file system it can change their limits or escape.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    cgroup: host\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Images that run systemd on hosts with cgroup version 1 need it.',
  },
  messages: {
    host: '"{service}" sees the control groups of the host and of all other containers. Remove cgroup: host, so that it gets a namespace of its own.',
  },
  check(file, report, { workspace }) {
    reportHostNamespace(file, 'cgroup', report, workspace);
  },
});
