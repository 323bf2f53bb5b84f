import { byList, firstMisplaced } from '../../compose/order';
import { defineRule } from '../../rule';

export const serviceKeyOrder = defineRule({
  name: 'service-key-order',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['service-keys-order'] },
  fix: 'none',
  docs: {
    what: 'The keys of a service do not stand in the usual order.',
    why: 'Where every service begins with its image and goes on in the same order, differences between two of them are seen without searching.',
    bad: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    image: nginx:1.30\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    cpus: 1\n    mem_limit: 256m\n    pids_limit: 100\n',
    exceptions: 'Compose does not care about the order. One finding a service. Keys that the option does not name come last, by the alphabet.',
  },
  messages: {
    misplaced: '{key} belongs before {other}. Move it up.',
  },
  options: {
    order: {
      default: [
        'image', 'build', 'container_name', 'depends_on', 'volumes', 'volumes_from', 'configs', 'secrets', 'environment', 'env_file', 'ports', 'networks', 'network_mode', 'extra_hosts',
        'command', 'entrypoint', 'working_dir', 'restart', 'healthcheck', 'logging', 'labels', 'user', 'isolation',
      ] as readonly string[],
      description: 'Keys in the order they should stand in; others come behind them by the alphabet.',
    },
  },
  check(file, report, { options }) {
    const compare = byList(options.order);
    for (const service of file.services) {
      const own = (service.node.entries ?? []).filter((entry) => !entry.inherited);
      const found = firstMisplaced(own, ({ key }) => key, compare);
      if (found) report(found.item.keySpan, 'misplaced', { data: { key: found.item.key, other: found.before.key } });
    }
  },
});
