import { setKey } from '../../daemon/edits';
import { isWindows, placeOfMissing } from '../../daemon/missing';
import { valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const noLiveRestore = defineRule({
  name: 'no-live-restore',
  target: 'daemon',
  severity: 'hint',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.15'] },
  fix: 'unsafe',
  docs: {
    what: 'Containers stop when dockerd does (`live-restore`).',
    why: 'An update of Docker, or a crash, takes down everything on the host. With live-restore containers run on meanwhile, so that security updates are not put off.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "live-restore": true\n}\n',
    exceptions: 'A host in a swarm cannot have it: `docker swarm init` and `join` refuse. Silent where swarm keys are set.',
  },
  messages: {
    missing: 'Containers stop with dockerd, also for an update of Docker. Set "live-restore" to true, unless the host is in a swarm.',
    off: 'Containers stop with dockerd, also for an update of Docker. Set "live-restore" to true, unless the host is in a swarm.',
  },
  check(file, report) {
    if (isWindows(file) || file.members.some(({ name }) => name.startsWith('swarm-') || name === 'node-generic-resources')) return;
    const at = placeOfMissing(file, 'live-restore');
    if (at) report(at, 'missing', { fixes: setKey(file, 'live-restore', true) });
    const value = valueOf(file, 'live-restore');
    if (value?.kind === 'boolean' && value.value === false) report(value.span, 'off', { fixes: setKey(file, 'live-restore', true) });
  },
});
