import { mountsOf, normalizePath } from '../../compose/host-mounts';
import { defineRule } from '../../rule';
import type { Span } from '../../text/span';

export const sharedVolume = defineRule({
  name: 'shared-volume',
  target: 'compose',
  severity: 'hint',
  category: 'isolation',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['shared_volumes_between_containers'] },
  fix: 'none',
  docs: {
    what: 'Several services mount the same volume or host path, and at least one of them can write to it.',
    why: 'An intruder in one service can hand files, also programs, to the other. Where one side only reads, mounting it read-only there says so.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [data:/data]\n  worker:\n    image: busybox:1.37\n    read_only: true\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [data:/in]\nvolumes:\n  data:\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [data:/data]\n  worker:\n    image: busybox:1.37\n    read_only: true\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [other:/in]\nvolumes:\n  data:\n  other:\n',
    exceptions: 'Only in `all`: sharing a volume is often the very purpose. One finding a volume, at its second use. Silent where all services mount it read-only.',
  },
  messages: {
    shared: '"{service}" shares {source} with "{other}", so files written by one are used by the other. Mount it read-only where nothing is written.',
  },
  check(file, report) {
    const uses = new Map<string, { service: string; span: Span; written: boolean; source: string }[]>();
    for (const service of file.services) {
      for (const mount of mountsOf(service)) {
        if (mount.source === undefined || mount.node.inherited || mount.type === 'tmpfs') continue;
        const key = normalizePath(mount.source);
        const list = uses.get(key) ?? [];
        if (!list.some((u) => u.service === service.name)) list.push({ service: service.name, span: mount.sourceSpan, written: !mount.readOnly, source: mount.source });
        uses.set(key, list);
      }
    }
    for (const list of uses.values()) {
      const [first, second] = list;
      if (!first || !second || !list.some((u) => u.written)) continue;
      const related = list.filter((u) => u !== second).map((u) => ({ span: u.span, message: `"${u.service}" mounts it too.` }));
      report(second.span, 'shared', { data: { service: second.service, other: first.service, source: second.source }, related });
    }
  },
});
