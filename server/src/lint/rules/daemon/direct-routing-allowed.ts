import { removeKey } from '../../daemon/edits';
import { memberOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const directRoutingAllowed = defineRule({
  name: 'direct-routing-allowed',
  target: 'daemon',
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Other machines may reach published ports at the addresses of containers (`allow-direct-routing`), or forwarding is switched on without closing it (`ip-forward-no-drop`).',
    why: 'Docker 28 closed this way past the published address: whoever is on the same network only has to set a route to reach a port that was published for 127.0.0.1 alone.',
    bad: '{\n  "allow-direct-routing": true\n}\n',
    good: '{\n  "icc": false\n}\n',
    exceptions: 'Networks that are routed on purpose have a mode for it: `gateway_mode_ipv4=routed`.',
  },
  messages: {
    direct: 'Machines on the same network reach published ports past the address they were published on. Take it out, and make networks that are routed on purpose with gateway_mode_ipv4=routed.',
    forward: 'This host forwards packets for everybody and nothing drops what is not meant for containers. Take it out.',
  },
  check(file, report) {
    for (const [key, message] of [['allow-direct-routing', 'direct'], ['ip-forward-no-drop', 'forward']] as const) {
      const member = memberOf(file, key);
      if (member?.value.kind === 'boolean' && member.value.value) report(member.value.span, message, { fixes: removeKey(file, member), ...(message === 'forward' ? { severity: 'info' as const } : {}) });
    }
  },
});
