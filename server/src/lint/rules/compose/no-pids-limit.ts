import { addLimitsFix, defaultLimits } from '../../compose/limits';
import { reportMissingLimit } from '../../compose/missing-limit';
import { defineRule } from '../../rule';

export const noPidsLimit = defineRule({
  name: 'no-pids-limit',
  target: 'compose',
  severity: 'warning',
  category: 'limits',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['pids_limit_not_set'], cis: ['5.29'] },
  fix: 'unsafe',
  docs: {
    what: 'A service has no limit on the number of its processes, or one that means none.',
    why: 'Process ids are shared by the whole host. A fork bomb, or a server that never reaps its children, uses them up, and then nothing on the host can start a process.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: -1\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 200\n',
    exceptions: 'Off in `recommended` and `strict`, where `missing-limits` says the same in one finding for all services. Silent where a part of the service stands in another file.',
  },
  messages: {
    missing: '"{service}" has no limit on processes: a fork bomb in it uses up the process ids of the whole host. Set pids_limit or deploy.resources.limits.pids.',
    unlimited: 'The limit {value} on processes of "{service}" means no limit: a fork bomb in it uses up the process ids of the whole host. Give a number, such as 200.',
  },
  options: {
    pids: { default: defaultLimits.pids, description: 'Limit on processes that the fix writes.' },
  },
  check(file, report, { options, workspace }) {
    reportMissingLimit(file, workspace, 'pids', report, (service) => addLimitsFix(file, service, ['pids'], { ...defaultLimits, ...options }));
  },
});
