import { once } from '../../compose/containers';
import { bindLocalFix } from '../../compose/fixes';
import { sensitivePort } from '../../compose/known-ports';
import { portsOf } from '../../compose/ports';
import { defineRule } from '../../rule';

export const portOnAllInterfaces = defineRule({
  name: 'port-on-all-interfaces',
  target: 'compose',
  severity: 'info',
  category: 'network',
  preset: 'strict',
  since: '0.1.0',
  sources: { kics: ['container_traffic_not_bound_to_host_interface'], dclint: ['no-unbound-port-interfaces'], 'compose-lint': ['CL-0005'], cis: ['5.14'] },
  fix: 'unsafe',
  docs: {
    what: 'A port is published without an address of the host.',
    why: 'It is then open on every network interface, past the firewall of the host. What a reverse proxy on the same host fronts, or what only a developer uses, needs the loopback only.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["8080:80"]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:8080:80"]\n',
    exceptions: 'Off in `recommended`, since serving the network is what most published ports are for. An address that is written out, also 0.0.0.0, is taken as a decision. Ports of databases and the like are reported by `public-database-port`.',
  },
  messages: {
    unbound: 'Port {port} of "{service}" is open on every network interface of the host, past its firewall. Put an address in front: 127.0.0.1:{port}, or 0.0.0.0 if that is meant.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const port of portsOf(service)) {
        if (port.hostIp !== undefined || port.hostIpUnknown || sensitivePort(service, port)) continue;
        const text = port.publishedText === undefined ? port.targetText : `${port.publishedText}:${port.targetText}`;
        reportOnce(port.node.span, 'unbound', { data: { service: service.name, port: text }, fixes: bindLocalFix(file, port) });
      }
    }
  },
});
