import { daemonIptablesOff } from '../../../server/src/lint/rules/daemon/daemon-iptables-off';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('daemon-iptables-off', () => {
  it('reports both', () => {
    checkRule(daemonIptablesOff, `
{ "iptables": false, "ip6tables": false }
              ^^^^^ warning daemon-iptables-off/off
                                  ^^^^^ info daemon-iptables-off/off
`);
  });
  it('is silent otherwise', () => {
    for (const text of [
      '{"iptables": true}',
      '{}',
      '{"iptables": null}',
    ]) checkClean(daemonIptablesOff, text);
  });
  it('takes it out', () => {
    checkFix(daemonIptablesOff, `
{
  "iptables": false,
  "mtu": 1
}
`, `
{
  "mtu": 1
}
`, 'unsafe');
  });
});
