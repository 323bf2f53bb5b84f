import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { isTrue, listOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const privilegedBuild = defineRule({
  name: 'privileged-build',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service is built with elevated privileges: `build.privileged`, or the entitlement `security.insecure`.',
    why: 'Every command of the Dockerfile, and every script that it downloads and runs, is then root on the build host.',
    bad: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      privileged: true\n',
    good: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build: .\n',
  },
  messages: {
    privileged: 'The build of "{service}" runs privileged, so whatever its Dockerfile downloads and runs is root on the build host. Remove it.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const data = { service: service.name };
      const node = service.get('build', 'privileged');
      if (node && isTrue(node)) reportOnce(node.span, 'privileged', { data, fixes: removeKeyFix(file, service, 'build', 'privileged') });
      for (const item of listOf(service.get('build', 'entitlements'))) {
        if (stringOf(item) === 'security.insecure') reportOnce(item.span, 'privileged', { data });
      }
    }
  },
});
