import { addLimitsFix, defaultLimits } from '../../compose/limits';
import { reportMissingLimit } from '../../compose/missing-limit';
import { defineRule } from '../../rule';

export const noMemoryLimit = defineRule({
  name: 'no-memory-limit',
  target: 'compose',
  severity: 'warning',
  category: 'limits',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['memory_not_limited'], 'compose-lint': ['CL-0026'], cis: ['5.11'] },
  fix: 'unsafe',
  docs: {
    what: 'A service has no memory limit, or one that means none.',
    why: 'A container that leaks memory takes it from everything else on the host, until the kernel kills processes to get some back.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    cpus: 1\n    pids_limit: 100\n    mem_limit: 256m\n',
    exceptions: 'Off in `recommended` and `strict`, where `missing-limits` says the same in one finding for all services. Silent where a part of the service stands in another file.',
  },
  messages: {
    missing: '"{service}" has no memory limit: a leak in it takes the memory of the whole host. Set mem_limit or deploy.resources.limits.memory.',
    unlimited: 'The memory limit {value} of "{service}" means no limit: a leak in it takes the memory of the whole host. Give an amount, such as 512m.',
  },
  options: {
    memory: { default: defaultLimits.memory, description: 'Memory limit that the fix writes.' },
  },
  check(file, report, { options, workspace }) {
    reportMissingLimit(file, workspace, 'memory', report, (service) => addLimitsFix(file, service, ['memory'], { ...defaultLimits, ...options }));
  },
});
