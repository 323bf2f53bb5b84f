import { setKey } from '../../daemon/edits';
import { isWindows, placeOfMissing } from '../../daemon/missing';
import { booleanOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const containerTrafficOpen = defineRule({
  name: 'container-traffic-open',
  target: 'daemon',
  severity: 'info',
  category: 'network',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.2'] },
  fix: 'unsafe',
  docs: {
    what: 'Containers on the default bridge may talk to one another (`icc`), which is the default.',
    why: 'A container that is broken into reaches every port of its neighbours, also those that are not published. Networks that are made for a purpose keep strangers apart anyway.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "icc": false\n}\n',
    exceptions: 'Only the default bridge is meant: networks of Compose and of docker network create are closed to one another already. Containers that find each other by --link need an opening then. Silent where iptables is off, which it is made with.',
  },
  messages: {
    missing: 'Containers on the default bridge reach every port of one another. Set "icc" to false and give those that belong together a network of their own.',
    off: '"icc" lets containers on the default bridge reach every port of one another. Set it to false, and give those that belong together a network of their own.',
  },
  check(file, report) {
    // It is made with iptables, and dockerd does not start with the one and without the other.
    if (isWindows(file) || booleanOf(file, 'iptables') === false || (booleanOf(file, 'ip6tables') === false && booleanOf(file, 'ipv6') === true)) return;
    const at = placeOfMissing(file, 'icc');
    if (at) report(at, 'missing', { fixes: setKey(file, 'icc', false) });
    const value = valueOf(file, 'icc');
    if (value?.kind === 'boolean' && value.value === true) report(value.span, 'off', { fixes: setKey(file, 'icc', false) });
  },
});
