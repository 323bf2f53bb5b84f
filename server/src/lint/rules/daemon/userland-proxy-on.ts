import { setKey } from '../../daemon/edits';
import { isRootless, isWindows, placeOfMissing } from '../../daemon/missing';
import { booleanOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const userlandProxyOn = defineRule({
  name: 'userland-proxy-on',
  target: 'daemon',
  severity: 'hint',
  category: 'network',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.16'] },
  fix: 'unsafe',
  docs: {
    what: 'dockerd starts a process of its own for every published port (`userland-proxy`).',
    why: 'iptables forwards ports without it. The proxy hides the address of the client, costs memory for each port, and is one more program that runs as root and listens.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "userland-proxy": false\n}\n',
    exceptions: 'Needed where iptables is off, by rootless daemons, and on old kernels. Silent there.',
  },
  messages: {
    missing: 'dockerd runs a proxy as root for every published port, which iptables does without. Set "userland-proxy" to false.',
    off: 'dockerd runs a proxy as root for every published port, which iptables does without. Set "userland-proxy" to false.',
  },
  check(file, report) {
    if (isWindows(file) || isRootless(file) || booleanOf(file, 'iptables') === false) return;
    const at = placeOfMissing(file, 'userland-proxy');
    if (at) report(at, 'missing', { fixes: setKey(file, 'userland-proxy', false) });
    const value = valueOf(file, 'userland-proxy');
    if (value?.kind === 'boolean' && value.value === true) report(value.span, 'off', { fixes: setKey(file, 'userland-proxy', false) });
  },
});
