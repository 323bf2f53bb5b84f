import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const hostNetworkBuild = defineRule({
  name: 'host-network-build',
  target: 'compose',
  severity: 'info',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service is built on the network of the host.',
    why: 'Commands of the Dockerfile reach everything that listens on the loopback of the build host, such as databases and cloud metadata agents; and the build works only where the host is set up alike.',
    bad: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      network: host\n',
    good: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build: .\n',
  },
  messages: {
    host: 'The build of "{service}" uses the network of the host and reaches what listens on localhost there. Remove network: host.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.get('build', 'network');
      if (node && stringOf(node) === 'host') reportOnce(node.span, 'host', { data: { service: service.name }, fixes: removeKeyFix(file, service, 'build', 'network') });
    }
  },
});
