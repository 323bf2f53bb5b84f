import { publishedOnAllInterfaces } from '../../../server/src/lint/rules/daemon/published-on-all-interfaces';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('published-on-all-interfaces', () => {
  it('reports that there is no address', () => {
    checkRule(publishedOnAllInterfaces, `
{ "mtu": 1 }
^ hint published-on-all-interfaces/missing
`);
  });
  it('reports every interface', () => {
    checkRule(publishedOnAllInterfaces, `
{ "ip": "0.0.0.0" }
        ^^^^^^^^^ hint published-on-all-interfaces/all
`);
  });
  it('is silent about an address', () => {
    for (const text of [
      '{"ip": "127.0.0.1"}',
      '{"ip": "10.0.0.1"}',
      '',
    ]) checkClean(publishedOnAllInterfaces, text);
  });
  it('uses the loopback', () => {
    checkFix(publishedOnAllInterfaces, `
{ "ip": "::" }
`, `
{ "ip": "127.0.0.1" }
`, 'unsafe');
  });
  it('adds it', () => {
    checkFix(publishedOnAllInterfaces, `
{"mtu": 1}
`, `
{"mtu": 1, "ip": "127.0.0.1"}
`, 'unsafe');
  });
});
