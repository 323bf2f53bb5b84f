import { addLimitsFix, defaultLimits } from '../../compose/limits';
import { reportMissingLimit } from '../../compose/missing-limit';
import { defineRule } from '../../rule';

export const noCpuLimit = defineRule({
  name: 'no-cpu-limit',
  target: 'compose',
  severity: 'warning',
  category: 'limits',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['cpus_not_limited'], 'compose-lint': ['CL-0026'], cis: ['5.12'] },
  fix: 'unsafe',
  docs: {
    what: 'A service has no CPU limit, or one that means none.',
    why: 'A busy loop, a miner or an expensive request in one container slows down every other one on the host.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    pids_limit: 100\n    cpus: 1\n',
    exceptions: 'Off in `recommended` and `strict`, where `missing-limits` says the same in one finding for all services. `cpu_shares` is a weight and no limit. Silent where a part of the service stands in another file.',
  },
  messages: {
    missing: '"{service}" has no CPU limit: a busy loop in it slows down the whole host. Set cpus or deploy.resources.limits.cpus.',
    unlimited: 'The CPU limit {value} of "{service}" means no limit: a busy loop in it slows down the whole host. Give a number of CPUs, such as 1.',
  },
  options: {
    cpus: { default: defaultLimits.cpus, description: 'Number of CPUs that the fix writes.' },
  },
  check(file, report, { options, workspace }) {
    reportMissingLimit(file, workspace, 'cpu', report, (service) => addLimitsFix(file, service, ['cpu'], { ...defaultLimits, ...options }));
  },
});
