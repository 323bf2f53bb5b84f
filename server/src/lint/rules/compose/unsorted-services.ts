import { byText, firstMisplaced } from '../../compose/order';
import { defineRule } from '../../rule';

export const unsortedServices = defineRule({
  name: 'unsorted-services',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['services-alphabetical-order'] },
  fix: 'none',
  docs: {
    what: 'Services do not stand in the order of the alphabet.',
    why: 'In a long file a service is found faster, and two people who add one do not choose two places.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n  db:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  db:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Compose does not care about the order. One finding a file, at the first service that stands too late.',
  },
  messages: {
    unsorted: '{name} comes before {other} in the alphabet. Move it up.',
  },
  check(file, report) {
    const found = firstMisplaced(file.services, (service) => service.name, byText);
    if (found) report(found.item.nameSpan, 'unsorted', { data: { name: found.item.name, other: found.before.name } });
  },
});
