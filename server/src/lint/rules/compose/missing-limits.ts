import { givenBeside, isOnlyBuilt, wholeServices } from '../../compose/containers';
import { addLimitsFix, joinWords, limitOf, limitOptions, resourceWords, unlimitedResources } from '../../compose/limits';
import type { Resource } from '../../compose/limits';
import type { ComposeModel, Service } from '../../compose/model';
import { defineRule } from '../../rule';
import type { Workspace } from '../../workspace/model';
import { isOnlyTried } from '../../workspace/purpose';

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
    what: 'A service runs without a limit on memory, CPU or processes. One finding names all services that lack the same.',
    why: 'Docker sets no limits by itself. A leak, a fork bomb or a burst of requests in one container then takes memory, CPU time and process ids from every other container and from the host, up to the point where the kernel kills processes at random.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions:
      'Any form counts: `mem_limit`, `cpus`, `cpu_quota`, `cpu_count`, `cpuset`, `pids_limit` and `deploy.resources.limits`. Silent for Compose files below `.devcontainer`, `.github`, `ci`, `e2e`, `examples`, `test`, `tests` and `testdata`, for services that say no more than what is built and how it is called, for services that extend one of another file, for services without `image` and `build` (they complete another file), and where a Compose file of the same directory limits the service. The values of the fix are a start, to be measured and adapted: they can be set as options.',
  },
  messages: {
    missing: '"{service}" has no {missing} limit: a leak or an attack in it can starve the other containers and the host. Set {keys}.',
    several: '{services} have no {missing} limit: a leak or an attack in one of them can starve the others and the host. Set {keys} for each.',
  },
  options: limitOptions,
  check(file, report, { options, workspace, isIgnored }) {
    if (isOnlyTried(file.uri, workspace)) return;
    const keys = { memory: 'mem_limit', cpu: 'cpus', pids: 'pids_limit' };
    for (const { missing, services } of alike(file, workspace)) {
      const shown = services.length > 1 ? services.filter((s) => !isIgnored(s.nameSpan)) : services;
      const [first, ...others] = shown;
      if (!first) continue;
      const fix = addLimitsFix(file, shown, missing, options);
      report(first.nameSpan, others.length > 0 ? 'several' : 'missing', {
        data: {
          service: first.name,
          services: namesOf(shown),
          missing: joinWords(missing.map((r) => resourceWords[r])),
          keys: joinWords(missing.map((r) => keys[r])).replace(' or ', ' and '),
        },
        related: others.map((s) => ({ span: s.nameSpan, message: `"${s.name}" lacks the same.` })),
        ...(fix ? { fixes: [fix] } : {}),
      });
    }
  },
});

interface Alike {
  readonly missing: readonly Resource[];
  readonly services: Service[];
}

/** The services with something missing, together where it is the same. Nearly every service has no limits at all, and that is said once. */
function alike(file: ComposeModel, workspace: Workspace): Iterable<Alike> {
  const groups = new Map<string, Alike>();
  for (const service of wholeServices(file)) {
    if (isOnlyBuilt(service)) continue;
    const missing = unlimitedResources(service).filter((r) => !givenBeside(workspace, file, service, (c) => limitOf(c, r).kind === 'given'));
    if (missing.length === 0) continue;
    const group = groups.get(missing.join()) ?? { missing, services: [] };
    groups.set(missing.join(), group);
    group.services.push(service);
  }
  return groups.values();
}

/** `"a", "b" and "c"`, `"a", "b" and 4 more services`. */
function namesOf(services: readonly Service[]): string {
  const names = services.map((s) => `"${s.name}"`);
  if (names.length < 2) return names.join('');
  const last = names.length > 3 ? `${names.length - 2} more services` : names[names.length - 1]!;
  return `${names.slice(0, Math.min(2, names.length - 1)).join(', ')} and ${last}`;
}
