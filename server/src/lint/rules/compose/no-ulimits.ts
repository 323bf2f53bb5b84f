import { servicesWithout } from '../../compose/containers';
import { addKeysFix } from '../../compose/fixes';
import { defineRule } from '../../rule';

export const noUlimits = defineRule({
  name: 'no-ulimits',
  target: 'compose',
  severity: 'hint',
  category: 'limits',
  preset: 'all',
  since: '0.1.0',
  sources: { cis: ['5.19'] },
  fix: 'unsafe',
  docs: {
    what: 'A service sets no ulimits.',
    why: 'The defaults of the daemon hold, often a million open files or more: programs that size tables by the limit waste memory, and a leak of file descriptors goes unnoticed for long.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ulimits: { nofile: 65536 }\n',
    exceptions: 'Only in `all`: the defaults suit most services.',
  },
  messages: {
    missing: '"{service}" has whatever ulimits the daemon has, often a million open files. Set ulimits.nofile to what it needs.',
  },
  check(file, report, { workspace }) {
    for (const service of servicesWithout(file, workspace, 'ulimits')) {
      report(service.nameSpan, 'missing', { data: { service: service.name }, fixes: addKeysFix(file, service, 'Limit open files to 65536', { ulimits: { nofile: '65536' } }) });
    }
  },
});
