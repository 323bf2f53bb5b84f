import { givenBeside, wholeServices } from '../../compose/containers';
import { addLimitsFix, joinWords, limitOf, limitOptions, resourceWords, unlimitedResources } from '../../compose/limits';
import { defineRule } from '../../rule';

export const missingLimits = defineRule({
  name: 'missing-limits',
  target: 'compose',
  severity: 'info',
  category: 'limits',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0026'], cis: ['5.11', '5.12', '5.29'] },
  fix: 'unsafe',
  docs: {
    what: 'A service runs without a limit on memory, CPU or processes. One finding a service names all that are missing.',
    why: 'Docker sets no limits by itself. A leak, a fork bomb or a burst of requests in one container then takes memory, CPU time and process ids from every other container and from the host, up to the point where the kernel kills processes at random.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions:
      'Any form counts: `mem_limit`, `cpus`, `cpu_quota`, `cpu_count`, `cpuset`, `pids_limit` and `deploy.resources.limits`. Silent for services that extend one of another file, for services without `image` and `build` (they complete another file), and where a Compose file of the same directory limits the service. The values of the fix are a start, to be measured and adapted: they can be set as options.',
  },
  messages: {
    missing: '"{service}" has no {missing} limit: a leak or an attack in it can starve the other containers and the host. Set {keys}.',
  },
  options: limitOptions,
  check(file, report, { options, workspace }) {
    const keys = { memory: 'mem_limit', cpu: 'cpus', pids: 'pids_limit' };
    for (const service of wholeServices(file)) {
      const missing = unlimitedResources(service).filter((r) => !givenBeside(workspace, file, service, (c) => limitOf(c, r).kind === 'given'));
      if (missing.length === 0) continue;
      const fix = addLimitsFix(file, service, missing, options);
      report(service.nameSpan, 'missing', {
        data: { service: service.name, missing: joinWords(missing.map((r) => resourceWords[r])), keys: joinWords(missing.map((r) => keys[r])).replace(' or ', ' and ') },
        ...(fix ? { fixes: [fix] } : {}),
      });
    }
  },
});
