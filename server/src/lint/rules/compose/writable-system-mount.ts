import { once } from '../../compose/containers';
import { readOnlyFix } from '../../compose/fixes';
import { hostMounts, isRuntimeSocket, pathRisk } from '../../compose/host-mounts';
import { defineRule } from '../../rule';

export const writableSystemMount = defineRule({
  name: 'writable-system-mount',
  target: 'compose',
  severity: 'error',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['volume_has_sensitive_host_directory'], 'compose-lint': ['CL-0025'], cis: ['5.6'] },
  fix: 'unsafe',
  docs: {
    what: 'A directory of the host through which one becomes root there is mounted writable: `/`, `/etc`, `/root`, `/usr/bin`, `/boot`, cron, systemd and the like.',
    why: 'The container can add a user, a cron job or a key, or replace a program that root runs. It needs no exploit to take the host over.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - /etc:/host/etc\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - ./config:/host/etc\n',
    exceptions: 'Read-only mounts are reported by `sensitive-host-mount`. Files that are mounted everywhere, such as /etc/localtime and /etc/ssl/certs, are not reported.',
  },
  messages: {
    writable: '"{service}" can write to {source} of the host, which is enough to become root there. Mount a directory of the project, or add :ro.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const mount of hostMounts(file)) {
      if (mount.readOnly || isRuntimeSocket(mount) || pathRisk(mount.source, false) !== 'system') continue;
      const fixes = mount.mount ? readOnlyFix(file, mount.mount) : [];
      reportOnce(mount.sourceSpan, 'writable', { data: { service: mount.owner, source: mount.source }, fixes });
    }
  },
});
