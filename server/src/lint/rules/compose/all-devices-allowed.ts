import { once } from '../../compose/containers';
import { removeItemFix } from '../../compose/fixes';
import { listOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const allDevicesAllowed = defineRule({
  name: 'all-devices-allowed',
  target: 'compose',
  severity: 'error',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A rule in `device_cgroup_rules` allows all devices.',
    why: 'With MKNOD, which Docker grants, root in the container can then make a node for any disk of the host and read and write it.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    device_cgroup_rules: ["a *:* rwm"]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    device_cgroup_rules: ["c 189:* rmw"]\n',
  },
  messages: {
    all: '{rule} lets "{service}" make and use nodes for every device of the host, disks included. Allow the type and major number that are needed.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const node of listOf(service.get('device_cgroup_rules'))) {
        const text = stringOf(node)?.trim() ?? '';
        if (!/^(?:a\b|b \*:\*)/.test(text)) continue;
        reportOnce(node.span, 'all', { data: { service: service.name, rule: text }, fixes: removeItemFix(file, service, 'device_cgroup_rules', node) });
      }
    }
  },
});
