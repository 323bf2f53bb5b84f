import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { isMissing } from '../../compose/values';
import { defineRule } from '../../rule';

export const customCgroupParent = defineRule({
  name: 'custom-cgroup-parent',
  target: 'compose',
  severity: 'info',
  category: 'isolation',
  preset: 'strict',
  since: '0.1.0',
  sources: { kics: ['cgroup_not_default'], cis: ['5.25'] },
  fix: 'unsafe',
  docs: {
    what: 'A service is put into a control group of the host that is not Docker\'s own.',
    why: 'Limits of the parent group hold for the container, not those that the administrator set for Docker: a group without limits lifts them.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    cgroup_parent: /batch\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
  },
  messages: {
    custom: '"{service}" runs under the control group {value} in place of Docker\'s, so limits set for Docker do not hold for it. Remove cgroup_parent unless it is needed.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.get('cgroup_parent');
      if (node && !isMissing(node)) reportOnce(node.span, 'custom', { data: { service: service.name, value: node.text }, fixes: removeKeyFix(file, service, 'cgroup_parent') });
    }
  },
});
