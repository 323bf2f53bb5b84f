import { once } from '../../compose/containers';
import { bindLocalFix } from '../../compose/fixes';
import { sensitivePort } from '../../compose/known-ports';
import { isEveryInterface, portsOf } from '../../compose/ports';
import { defineRule } from '../../rule';
import { isOnlyTested } from '../../workspace/purpose';

export const publicDatabasePort = defineRule({
  name: 'public-database-port',
  target: 'compose',
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['container_traffic_not_bound_to_host_interface'], dclint: ['no-unbound-port-interfaces'], 'compose-lint': ['CL-0005'], cis: ['5.14'] },
  fix: 'unsafe',
  docs: {
    what: 'A database, cache, queue or control interface is published on all network interfaces of the host.',
    why: 'Docker writes its own firewall rules in front of those of the host, so a port published this way is open to the network even if ufw or firewalld says otherwise. Databases that were meant for the developer\'s own machine are found by scanners within hours.',
    bad: 'services:\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["5432:5432"]\n',
    good: 'services:\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:5432:5432"]\n',
    exceptions: 'Judged by the port of the container; Kibana only where it is published at its own port, since at 443 it is meant to be reached. Silent for Compose files of tests and pipelines, by their name or directory. Services of one Compose file reach each other without publishing anything. Other ports are reported by `port-on-all-interfaces` (in `strict`).',
  },
  messages: {
    public: '{product} (port {port}) of "{service}" is open to every network of the host, past its firewall. Bind it to 127.0.0.1, or do not publish it: services of this file reach it anyway.',
  },
  check(file, report, { workspace }) {
    if (isOnlyTested(file.uri, workspace)) return;
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const port of portsOf(service)) {
        const known = sensitivePort(service, port);
        if (!known || !isEveryInterface(port)) continue;
        reportOnce(port.node.span, 'public', { data: { service: service.name, port: known.port, product: known.product }, fixes: bindLocalFix(file, port) });
      }
    }
  },
});
