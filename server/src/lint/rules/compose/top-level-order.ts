import { byList, byText, firstMisplaced } from '../../compose/order';
import { defineRule } from '../../rule';

export const topLevelOrder = defineRule({
  name: 'top-level-order',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['top-level-properties-order'] },
  fix: 'none',
  docs: {
    what: 'The parts of a Compose file do not stand in the usual order.',
    why: 'Who opens the file knows where to look: extensions that are used below first, then the services, then what they use.',
    bad: 'networks:\n  front:\nservices:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    networks: [front]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    networks: [front]\nnetworks:\n  front:\n',
    exceptions: 'Compose does not care about the order. Keys that begin with x- count as `x-`. One finding a file.',
  },
  messages: {
    misplaced: '{key} belongs before {other}. Move it up.',
  },
  options: {
    order: {
      default: ['x-', 'version', 'name', 'include', 'services', 'networks', 'volumes', 'secrets', 'configs'] as readonly string[],
      description: 'Keys in the order they should stand in; others come behind them by the alphabet.',
    },
  },
  check(file, report, { options }) {
    const compare = byList(options.order);
    const own = (file.root?.entries ?? []).filter((entry) => !entry.inherited);
    const place = (key: string): string => (key.startsWith('x-') ? 'x-' : key);
    const found = firstMisplaced(own, ({ key }) => key, (a, b) => compare(place(a), place(b)) || byText(a, b));
    if (found) report(found.item.keySpan, 'misplaced', { data: { key: found.item.key, other: found.before.key } });
  },
});
