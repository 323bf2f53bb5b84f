import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { isTrue } from '../../compose/values';
import { defineRule } from '../../rule';

export const privilegedService = defineRule({
  name: 'privileged-service',
  target: 'compose',
  severity: 'error',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['privileged_containers_enabled'], semgrep: ['privileged-service'], 'compose-lint': ['CL-0002'], cis: ['5.5'] },
  fix: 'unsafe',
  docs: {
    what: 'A service runs privileged.',
    why: 'A privileged container has every capability, every device and no seccomp or AppArmor profile: whoever gets into it owns the host, with a single mount command.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    privileged: true\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    cap_add: [NET_BIND_SERVICE]\n',
    exceptions: 'Docker in Docker and the like need it; say so in an ignore comment with the reason. In most other cases a capability (`cap_add`) or a device (`devices`) is enough.',
  },
  messages: {
    privileged: '"{service}" runs privileged, so whoever gets into it is root on the host. Remove it and grant the one capability or device that is needed (cap_add, devices).',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.get('privileged');
      if (node && isTrue(node)) reportOnce(node.span, 'privileged', { data: { service: service.name }, fixes: removeKeyFix(file, service, 'privileged') });
    }
  },
});
