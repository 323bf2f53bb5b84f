import { once } from '../../compose/containers';
import { fixOf } from '../../compose/fixes';
import { mountsOf } from '../../compose/host-mounts';
import type { VolumeMount } from '../../compose/volumes';
import { defineRule } from '../../rule';
import type { SpanEdit } from '../../rule';

export const sharedMountPropagation = defineRule({
  name: 'shared-mount-propagation',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['volume_mounted_in_multiple_containers'], 'compose-lint': ['CL-0017'], cis: ['5.20'] },
  fix: 'unsafe',
  docs: {
    what: 'A mount is shared with the host (`shared`, `rshared`) or follows it (`slave`, `rslave`). A warning for the first, an info for the second.',
    why: 'With shared propagation, what the container mounts appears on the host too, and can hide its directories; with slave propagation, what the host mounts later (a disk, another user\'s home) appears in the container.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - ./data:/data:rshared\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - ./data:/data:rprivate\n',
    exceptions: 'Storage and snapshot drivers need it. Silent for mounts that are read-only and follow the host (`ro,rslave`), as exporters of metrics mount its file systems.',
  },
  messages: {
    shared: 'Mounts made in "{service}" under {target} appear on the host ({value}). Use rprivate, the default.',
    slave: 'Mounts made later on the host appear in "{service}" under {target} ({value}). Use rprivate, the default.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const mount of mountsOf(service)) {
        const { propagation } = mount;
        if (!propagation || !/^r?(?:shared|slave)$/.test(propagation.value)) continue;
        const shared = propagation.value.endsWith('shared');
        if (!shared && mount.readOnly) continue;
        reportOnce(propagation.span, shared ? 'shared' : 'slave', {
          data: { service: service.name, target: mount.target ?? '', value: propagation.value },
          ...(shared ? {} : { severity: 'info' as const }),
          fixes: fixOf(file, 'Use rprivate', privateEdit(mount, file.source.slice(propagation.span))),
        });
      }
    }
  },
});

function privateEdit(mount: VolumeMount, written: string): SpanEdit[] | undefined {
  const { propagation, node } = mount;
  return propagation && !node.inherited && written === propagation.value ? [{ span: propagation.span, newText: 'rprivate' }] : undefined;
}
