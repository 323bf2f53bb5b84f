import { daemonSelinuxOff } from '../../../server/src/lint/rules/daemon/daemon-selinux-off';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('daemon-selinux-off', () => {
  it('reports it', () => {
    checkRule(daemonSelinuxOff, `
{ "selinux-enabled": false }
                     ^^^^^ hint daemon-selinux-off/off
`);
  });
  it('is silent otherwise', () => {
    for (const text of [
      '{"selinux-enabled": true}',
      '{}',
    ]) checkClean(daemonSelinuxOff, text);
  });
  it('switches it on', () => {
    checkFix(daemonSelinuxOff, `
{ "selinux-enabled": false }
`, `
{ "selinux-enabled": true }
`, 'unsafe');
  });
});
