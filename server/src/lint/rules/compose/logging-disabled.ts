import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const loggingDisabled = defineRule({
  name: 'logging-disabled',
  target: 'compose',
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0014'] },
  fix: 'unsafe',
  docs: {
    what: 'A service throws its output away (`logging.driver: none`).',
    why: 'After an incident there is nothing to look at, and `docker logs` shows nothing.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    logging:\n      driver: none\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    logging:\n      driver: local\n',
    exceptions: 'A service whose output is sensitive, or that logs to files of its own, may do without.',
  },
  messages: {
    none: 'The output of "{service}" is thrown away, so nobody can tell afterwards what happened. Remove driver: none, or use local.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.get('logging', 'driver');
      if (node && stringOf(node) === 'none') reportOnce(node.span, 'none', { data: { service: service.name }, fixes: removeKeyFix(file, service, 'logging', 'driver') });
    }
  },
});
