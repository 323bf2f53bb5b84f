import { once } from '../../compose/containers';
import { removeItemFix } from '../../compose/fixes';
import { listOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const dockerGroup = defineRule({
  name: 'docker-group',
  target: 'compose',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service is added to the group `docker` or `root`.',
    why: 'The group docker may write to the control socket, and with that is root on the host; the group root may read and write what the image and its mounts leave to it.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    user: "1000"\n    group_add: [docker]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    user: "1000"\n    group_add: ["2000"]\n',
  },
  messages: {
    docker: 'The group docker makes "{service}" as powerful as root wherever it gets at the control socket. Remove it, or use a socket proxy.',
    root: 'The group {group} gives "{service}" the files that are left to the group root. Add a group of its own.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const node of listOf(service.get('group_add'))) {
        const group = stringOf(node)?.trim() ?? '';
        const message = group === 'docker' ? 'docker' : group === 'root' || /^0+$/.test(group) ? 'root' : undefined;
        if (message) reportOnce(node.span, message, { ...(message === 'root' ? { severity: 'info' as const } : {}), data: { service: service.name, group }, fixes: removeItemFix(file, service, 'group_add', node) });
      }
    }
  },
});
