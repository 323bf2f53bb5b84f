import { servicesWithout } from '../../compose/containers';
import { isMissing } from '../../compose/values';
import { defineRule } from '../../rule';

export const noNetworks = defineRule({
  name: 'no-networks',
  target: 'compose',
  severity: 'hint',
  category: 'network',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['networks_not_set'], cis: ['5.30'] },
  fix: 'none',
  docs: {
    what: 'A service names no networks.',
    why: 'All services without `networks` share the default network of the project: the one that faces the internet reaches the database of all others.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    networks: [front]\nnetworks:\n  front:\n',
    exceptions: 'Only in `all`: projects of a few services need no separation. Silent with `network_mode`.',
  },
  messages: {
    missing: '"{service}" is on the default network with all other services. Name the networks it needs, so that the others stay out of reach.',
  },
  check(file, report, { workspace }) {
    for (const service of servicesWithout(file, workspace, 'networks')) {
      if (!isMissing(service.get('network_mode'))) continue;
      report(service.nameSpan, 'missing', { data: { service: service.name } });
    }
  },
});
