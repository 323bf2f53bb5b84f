import { byNumber, firstMisplaced } from '../../compose/order';
import { portsOf } from '../../compose/ports';
import type { PortMapping } from '../../compose/ports';
import { defineRule } from '../../rule';

export const unsortedPorts = defineRule({
  name: 'unsorted-ports',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['service-ports-alphabetical-order'] },
  fix: 'none',
  docs: {
    what: 'The ports of a service do not stand in the order of their numbers.',
    why: 'Whether a port is taken is seen at a glance in a sorted list.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports:\n      - "127.0.0.1:8443:8443"\n      - "127.0.0.1:8080:8080"\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports:\n      - "127.0.0.1:8080:8080"\n      - "127.0.0.1:8443:8443"\n',
    exceptions: 'Ports of the host count; where Docker picks one, that of the container. Ports from variables are passed over. One finding a service.',
  },
  messages: {
    unsorted: '{port} comes before {other}. Move it up.',
  },
  check(file, report) {
    for (const service of file.services) {
      const found = firstMisplaced(portsOf(service).filter(({ node }) => !node.inherited), portNumber, byNumber);
      if (found) report(found.item.node.span, 'unsorted', { data: { port: portNumber(found.item)!, other: portNumber(found.before)! } });
    }
  },
});

function portNumber({ published, publishedText, target }: PortMapping): number | undefined {
  return publishedText === undefined ? target?.from : published?.from;
}
