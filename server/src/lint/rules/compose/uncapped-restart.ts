import { once } from '../../compose/containers';
import { replaceFix } from '../../compose/fixes';
import { numberOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const uncappedRestart = defineRule({
  name: 'uncapped-restart',
  target: 'compose',
  severity: 'info',
  category: 'limits',
  preset: 'strict',
  since: '0.1.0',
  sources: { kics: ['restart_policy_on_failure_not_set_to_5'], cis: ['5.15'] },
  fix: 'unsafe',
  docs: {
    what: 'A service that restarts on failure may do so more than five times, or for ever.',
    why: 'A container that fails at once is restarted in a loop: it floods the logs, hammers the services it depends on, and hides the fault.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    restart: on-failure\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    restart: on-failure:5\n',
    exceptions: '`always` and `unless-stopped` are for services that must come back after a reboot, and are not reported.',
  },
  messages: {
    uncapped: '"{service}" restarts after every failure without end, which floods logs and hides the fault. Cap it: on-failure:5.',
    many: '"{service}" restarts up to {count} times after a failure, which floods logs and hides the fault. Cap it at 5.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const restart = service.get('restart');
      const match = /^on-failure(?::(\d+))?$/.exec(stringOf(restart) ?? '');
      if (restart && match && (match[1] === undefined || Number(match[1]) > 5)) {
        const data = { service: service.name, count: match[1] ?? '' };
        reportOnce(restart.span, match[1] === undefined ? 'uncapped' : 'many', { data, fixes: replaceFix(file, 'Use on-failure:5', restart, 'on-failure:5') });
      }
      const attempts = service.get('deploy', 'restart_policy', 'max_attempts');
      const count = numberOf(attempts);
      if (attempts && count !== undefined && count > 5) reportOnce(attempts.span, 'many', { data: { service: service.name, count }, fixes: replaceFix(file, 'Use 5', attempts, '5') });
    }
  },
});
