import { isEveryInterface } from '../../daemon/addresses';
import { setKey } from '../../daemon/edits';
import { isWindows, placeOfMissing } from '../../daemon/missing';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const publishedOnAllInterfaces = defineRule({
  name: 'published-on-all-interfaces',
  target: 'daemon',
  severity: 'hint',
  category: 'network',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['5.14'] },
  fix: 'unsafe',
  docs: {
    what: 'Ports that are published without an address are open on every network interface of the host (`ip`).',
    why: 'docker run -p 5432:5432 opens the database to the whole network, past the firewall of the host, though it was meant for this machine.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "ip": "127.0.0.1"\n}\n',
    exceptions: 'Holds for the default bridge; networks of Compose take the option `com.docker.network.bridge.host_binding_ipv4` from `default-network-opts`. On a host that serves the network, name the address with each port instead.',
  },
  messages: {
    missing: 'Ports published without an address are open on every interface, past the firewall of the host. Set "ip" to 127.0.0.1, and name the address where a port is for others.',
    all: '{ip} opens ports that are published without an address on every interface, past the firewall of the host. Set "ip" to 127.0.0.1, and name the address where a port is for others.',
  },
  check(file, report) {
    if (isWindows(file)) return;
    const ip = textOf(file, 'ip');
    const at = placeOfMissing(file, 'ip');
    if (at) report(at, 'missing', { fixes: setKey(file, 'ip', '127.0.0.1') });
    else if (ip && isEveryInterface(ip.value)) report(ip.span, 'all', { data: { ip: ip.value || 'An empty text' }, fixes: setKey(file, 'ip', '127.0.0.1') });
  },
});
