import { servicesWithout } from '../../compose/containers';
import { addKeysFix } from '../../compose/fixes';
import { isMissing } from '../../compose/values';
import { defineRule } from '../../rule';

export const noRestartPolicy = defineRule({
  name: 'no-restart-policy',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service has no restart policy.',
    why: 'After a crash or a reboot of the host it stays down until somebody notices.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    restart: unless-stopped\n',
    exceptions: 'Only in `all`: jobs that run once must not restart.',
  },
  messages: {
    missing: '"{service}" stays down after a crash or a reboot of the host. Set restart, for example to unless-stopped.',
  },
  check(file, report, { workspace }) {
    for (const service of servicesWithout(file, workspace, 'restart')) {
      if (!isMissing(service.get('deploy', 'restart_policy'))) continue;
      report(service.nameSpan, 'missing', { data: { service: service.name }, fixes: addKeysFix(file, service, 'Add restart: unless-stopped', { restart: 'unless-stopped' }) });
    }
  },
});
