import { mayRunTogether } from '../../compose/containers';
import type { Service } from '../../compose/model';
import { stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const duplicateContainerName = defineRule({
  name: 'duplicate-container-name',
  target: 'compose',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  silentInTemplates: true,
  sources: { dclint: ['no-duplicate-container-names'] },
  fix: 'none',
  docs: {
    what: 'Two services have the same `container_name`.',
    why: 'Names of containers are unique on a host: the second one does not start.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    container_name: app\n  api:\n    image: busybox:1.37\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    container_name: app\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    container_name: app-web\n  api:\n    image: busybox:1.37\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    container_name: app-api\n',
    exceptions: 'Silent for services whose profiles have none in common. Without `container_name` Compose makes names that are unique and can be scaled.',
  },
  messages: {
    duplicate: '"{other}" has the container name {name} already, so "{service}" cannot start. Give it another one, or leave container_name out.',
  },
  check(file, report) {
    const named: { readonly name: string; readonly service: Service }[] = [];
    for (const service of file.services) {
      const node = service.get('container_name');
      const name = stringOf(node);
      if (!node || name === undefined) continue;
      const other = named.find((n) => n.name === name && mayRunTogether(n.service, service))?.service;
      if (other) {
        const related = [{ span: other.get('container_name')!.span, message: `"${other.name}" has it here.` }];
        report(node.span, 'duplicate', { data: { service: service.name, other: other.name, name }, related });
      } else {
        named.push({ name, service });
      }
    }
  },
});
