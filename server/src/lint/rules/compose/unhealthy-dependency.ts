import { once } from '../../compose/containers';
import type { Service } from '../../compose/model';
import { entryOf, isTrue, listOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const unhealthyDependency = defineRule({
  name: 'unhealthy-dependency',
  target: 'compose',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A service waits for another one to be healthy (`condition: service_healthy`) whose healthcheck is switched off.',
    why: 'Without a healthcheck a container is never healthy, so the service that waits for it does not start.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    depends_on:\n      db: { condition: service_healthy }\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    healthcheck: { test: [NONE] }\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    depends_on:\n      db: { condition: service_healthy }\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    healthcheck: { test: [CMD, pg_isready] }\n',
    exceptions: 'Silent where the other service says nothing about its health: its image may have a healthcheck.',
  },
  messages: {
    never: '"{service}" waits until {name} is healthy, but its healthcheck is switched off, so it never starts. Give {name} a healthcheck, or wait for service_started.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const { key, value } of service.get('depends_on')?.entries ?? []) {
        const condition = entryOf(value, 'condition')?.value;
        const other = file.services.find((s) => s.name === key);
        if (condition && stringOf(condition) === 'service_healthy' && other && isSwitchedOff(other)) {
          const related = [{ span: other.get('healthcheck')!.span, message: 'The healthcheck is switched off here.' }];
          reportOnce(condition.span, 'never', { data: { service: service.name, name: key }, related });
        }
      }
    }
  },
});

function isSwitchedOff(service: Service): boolean {
  const disable = service.get('healthcheck', 'disable');
  return isTrue(disable) || stringOf(listOf(service.get('healthcheck', 'test'))[0])?.toUpperCase() === 'NONE';
}
