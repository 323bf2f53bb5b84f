import { isEveryInterface, isLoopback, parseListener } from '../../daemon/addresses';
import { removeItem, setKey } from '../../daemon/edits';
import type { DaemonModel, JsonString } from '../../daemon/model';
import { protectionOf } from '../../daemon/tls';
import { textsOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const unprotectedDaemonAddress = defineRule({
  name: 'unprotected-daemon-address',
  target: 'daemon',
  severity: 'error',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: { cis: ['2.7'] },
  fix: 'unsafe',
  docs: {
    what: 'dockerd listens on TCP and does not ask clients for a certificate.',
    why: 'Whoever reaches the port is root on the host: a container with the file system of the host is one request away. Scanners of the whole internet look for port 2375 and start miners there within hours. On the loopback every local user and every page in a browser can reach it.',
    bad: '{\n  "hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2375"]\n}\n',
    good: '{\n  "hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2376"],\n  "tlsverify": true,\n  "tlscacert": "/etc/docker/ca.pem",\n  "tlscert": "/etc/docker/server-cert.pem",\n  "tlskey": "/etc/docker/server-key.pem"\n}\n',
    exceptions: '`tls: true` in daemon.json asks clients for certificates as well, unless `tlsverify` is there: its presence turns TLS on, and false turns the question off. A context over SSH (`ssh://user@host`) needs no port at all. Flags of the systemd unit are not seen.',
  },
  messages: {
    everywhere: 'Whoever reaches {address}, on any interface of this host, is root on it. Take the address out and use ssh://, or set tlsverify with tlscacert, tlscert and tlskey.',
    open: 'Whoever reaches {address} is root on this host. Take the address out and use ssh://, or set tlsverify with tlscacert, tlscert and tlskey.',
    local: 'Every local user, and every page in a browser here, is root through {address}. Use the socket, which has a group, or set tlsverify.',
    unverified: 'The connection to {address} is encrypted, but with tlsverify false nobody is asked for a certificate: whoever reaches it is root on this host. Set tlsverify to true.',
  },
  check(file, report) {
    const protection = protectionOf(file);
    if (protection === 'verified') return;
    for (const host of textsOf(file, 'hosts')) {
      const listener = host.value.trim() === '' ? undefined : parseListener(host.value);
      if (listener?.protocol !== 'tcp') continue;
      const data = { address: host.value.trim() };
      const local = isLoopback(listener.host);
      if (protection === 'unverified') report(host.span, 'unverified', { data, fixes: setKey(file, 'tlsverify', true), ...(local ? { severity: 'warning' as const } : {}) });
      else if (local) report(host.span, 'local', { data, severity: 'warning', fixes: withoutHost(file, host) });
      else report(host.span, isEveryInterface(listener.host) ? 'everywhere' : 'open', { data, fixes: withoutHost(file, host) });
    }
  },
});

/** Where another address stays. */
function withoutHost(file: DaemonModel, host: JsonString): RuleFix[] {
  const hosts = valueOf(file, 'hosts');
  return hosts?.kind === 'array' && hosts.items.length > 1 ? [{ title: `Take ${host.value.trim()} out`, applicability: 'unsafe', edits: [removeItem(hosts, host)] }] : [];
}
