import { once } from '../../compose/containers';
import { hostMounts, isRuntimeSocket, pathRisk } from '../../compose/host-mounts';
import { defineRule } from '../../rule';

export const hostDirectoryMount = defineRule({
  name: 'host-directory-mount',
  target: 'compose',
  severity: 'hint',
  category: 'isolation',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['volume_has_sensitive_host_directory'], cis: ['5.6'] },
  fix: 'none',
  docs: {
    what: 'A directory below a system directory of the host (`/var`, `/srv`, `/home`, `/media`, …) is mounted by its absolute path.',
    why: 'The file works only on hosts laid out like this one, and the container shares files with whatever else uses that directory. A named volume, or a directory of the project, has neither problem.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - /srv/web:/usr/share/nginx/html\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - ./web:/usr/share/nginx/html\n',
    exceptions: 'Only in `all`. Sensitive directories are reported by `sensitive-host-mount` and `writable-system-mount`.',
  },
  messages: {
    mounted: '"{service}" uses {source} of the host, so the file depends on that host and shares the directory with it. A named volume or a directory of the project would do.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const mount of hostMounts(file)) {
      if (isRuntimeSocket(mount) || pathRisk(mount.source, mount.readOnly) !== 'outside') continue;
      reportOnce(mount.sourceSpan, 'mounted', { data: { service: mount.owner, source: mount.source } });
    }
  },
});
