import { directRoutingAllowed } from '../../../server/src/lint/rules/daemon/direct-routing-allowed';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('direct-routing-allowed', () => {
  it('reports both', () => {
    checkRule(directRoutingAllowed, `
{ "allow-direct-routing": true, "ip-forward-no-drop": true }
                          ^^^^ warning direct-routing-allowed/direct
                                                      ^^^^ info direct-routing-allowed/forward
`);
  });
  it('is silent otherwise', () => {
    for (const text of [
      '{"allow-direct-routing": false}',
      '{"ip-forward": true}',
    ]) checkClean(directRoutingAllowed, text);
  });
  it('takes it out', () => {
    checkFix(directRoutingAllowed, `
{ "allow-direct-routing": true, "mtu": 1 }
`, `
{ "mtu": 1 }
`, 'unsafe');
  });
});
