import { once } from '../../compose/containers';
import { clearTextPort as knownPort } from '../../compose/known-ports';
import { parseRange, portsOf } from '../../compose/ports';
import { listOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const clearTextPort = defineRule({
  name: 'clear-text-port',
  target: 'compose',
  severity: 'info',
  category: 'network',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A service publishes or exposes the port of a protocol that sends passwords and data in clear text (FTP, Telnet, rlogin, VNC, LDAP, …).',
    why: 'Everybody on the way can read and change what is sent. Each of these has a successor with encryption: SFTP, SSH, LDAPS, IMAPS.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:2323:23"]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:2222:22"]\n',
  },
  messages: {
    clear: '{product} (port {port}) of "{service}" sends passwords and data in clear text. Use the successor with encryption.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const exposed = listOf(service.get('expose')).map((node) => ({ node, target: parseRange((stringOf(node) ?? '').replace(/\/\w+$/, '')), protocol: /\/udp$/.test(stringOf(node) ?? '') ? 'udp' : 'tcp' }));
      for (const { node, target, protocol } of [...portsOf(service), ...exposed]) {
        const known = knownPort(target, protocol);
        if (known) reportOnce(node.span, 'clear', { data: { service: service.name, port: known.port, product: known.product } });
      }
    }
  },
});
