import { byText, firstMisplaced } from '../../compose/order';
import { listOf, rawString } from '../../compose/values';
import { defineRule } from '../../rule';

export const unsortedDependencies = defineRule({
  name: 'unsorted-dependencies',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['service-dependencies-alphabetical-order'] },
  fix: 'none',
  docs: {
    what: 'The services in depends_on do not stand in the order of the alphabet.',
    why: 'Sorted lists are quicker to read, and changes of them do not run into each other.',
    bad: 'services:\n  cache:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n  db:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    depends_on: [db, cache]\n',
    good: 'services:\n  cache:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n  db:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    depends_on: [cache, db]\n',
    exceptions: 'The order has no effect: all of them are waited for. One finding a service.',
  },
  messages: {
    unsorted: '{name} comes before {other} in the alphabet. Move it up.',
  },
  check(file, report) {
    for (const service of file.services) {
      const node = service.get('depends_on');
      if (!node || node.inherited) continue;
      const names = node.entries?.map(({ key, keySpan }) => ({ name: key, span: keySpan })) ?? listOf(node).flatMap((item) => ({ name: rawString(item), span: item.span }));
      const found = firstMisplaced(names, ({ name }) => name, byText);
      if (found) report(found.item.span, 'unsorted', { data: { name: found.item.name!, other: found.before.name! } });
    }
  },
});
