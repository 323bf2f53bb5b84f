import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { isTrue, listOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const healthcheckDisabled = defineRule({
  name: 'healthcheck-disabled',
  target: 'compose',
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['healthcheck_not_set'], cis: ['5.27'] },
  fix: 'unsafe',
  docs: {
    what: 'A service switches the healthcheck of its image off.',
    why: 'The image came with a test of its health; without it a server that hangs stays "running", and `depends_on` with `service_healthy` never lets the others start.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    healthcheck:\n      disable: true\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    healthcheck:\n      test: [CMD, curl, -f, "http://localhost"]\n',
    exceptions: 'Of use where the test costs too much; say so in an ignore comment.',
  },
  messages: {
    disabled: 'The healthcheck of "{service}" is switched off, so a server that hangs is taken for healthy. Remove this, or give a test of your own.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const disable = service.get('healthcheck', 'disable');
      const test = service.get('healthcheck', 'test');
      const data = { service: service.name };
      if (disable && isTrue(disable)) reportOnce(disable.span, 'disabled', { data, fixes: removeKeyFix(file, service, 'healthcheck', 'disable') });
      else if (test && stringOf(listOf(test)[0])?.toUpperCase() === 'NONE') reportOnce(test.span, 'disabled', { data, fixes: removeKeyFix(file, service, 'healthcheck', 'test') });
    }
  },
});
