import { privilegeGainAllowed } from '../../../server/src/lint/rules/daemon/privilege-gain-allowed';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('privilege-gain-allowed', () => {
  it('reports what is missing', () => {
    checkRule(privilegeGainAllowed, `
{ "mtu": 1 }
^ info privilege-gain-allowed/missing
`);
  });
  it('reports the opposite', () => {
    checkRule(privilegeGainAllowed, `
{ "no-new-privileges": false }
                       ^^^^^ info privilege-gain-allowed/off
`);
  });
  it('is silent where it is set, or does not fit', () => {
    for (const text of [
      '{"no-new-privileges": true}',
      '',
      '{"hosts": ["npipe://"]}',
    ]) checkClean(privilegeGainAllowed, text);
  });
  it('adds it', () => {
    checkFix(privilegeGainAllowed, `
{
  "mtu": 1
}
`, `
{
  "mtu": 1,
  "no-new-privileges": true
}
`, 'unsafe');
  });
  it('sets it', () => {
    checkFix(privilegeGainAllowed, `
{ "no-new-privileges": false }
`, `
{ "no-new-privileges": true }
`, 'unsafe');
  });
});
