import { removeKey } from '../../daemon/edits';
import { memberOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const daemonIptablesOff = defineRule({
  name: 'daemon-iptables-off',
  target: 'daemon',
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: { cis: ['2.4'] },
  fix: 'unsafe',
  docs: {
    what: 'dockerd is told to leave iptables alone.',
    why: 'Without its rules networks are not closed to one another, ports of containers can be reached that were never published, and containers have no way out unless somebody writes the rules by hand.',
    bad: '{\n  "iptables": false\n}\n',
    good: '{\n  "icc": false\n}\n',
    exceptions: 'Hosts with rules of their own, and some rootless ones, do it on purpose: switch the rule off there. To filter what reaches containers, the chain DOCKER-USER is for rules of one\'s own. ip6tables was off by default before Docker 27.0.',
  },
  messages: {
    off: 'With {key} false dockerd makes no rules: networks are not closed to one another, and ports that nobody published can be reached. Take it out, and put your own rules into the chain DOCKER-USER.',
  },
  check(file, report) {
    for (const key of ['iptables', 'ip6tables']) {
      const member = memberOf(file, key);
      if (member?.value.kind === 'boolean' && !member.value.value) {
        report(member.value.span, 'off', { data: { key }, fixes: removeKey(file, member), ...(key === 'ip6tables' ? { severity: 'info' as const } : {}) });
      }
    }
  },
});
