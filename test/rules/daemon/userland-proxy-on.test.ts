import { userlandProxyOn } from '../../../server/src/lint/rules/daemon/userland-proxy-on';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('userland-proxy-on', () => {
  it('reports what is missing', () => {
    checkRule(userlandProxyOn, `
{ "mtu": 1 }
^ hint userland-proxy-on/missing
`);
  });
  it('reports the opposite', () => {
    checkRule(userlandProxyOn, `
{ "userland-proxy": true }
                    ^^^^ hint userland-proxy-on/off
`);
  });
  it('is silent where it is set, or does not fit', () => {
    for (const text of [
      '{"userland-proxy": false}',
      '',
      '{"hosts": ["npipe://"]}',
      '{"iptables": false}',
      '{"rootless": true}',
    ]) checkClean(userlandProxyOn, text);
  });
  it('adds it', () => {
    checkFix(userlandProxyOn, `
{
  "mtu": 1
}
`, `
{
  "mtu": 1,
  "userland-proxy": false
}
`, 'unsafe');
  });
  it('sets it', () => {
    checkFix(userlandProxyOn, `
{ "userland-proxy": true }
`, `
{ "userland-proxy": false }
`, 'unsafe');
  });
});
