import { defaultSeccompOff } from '../../../server/src/lint/rules/daemon/default-seccomp-off';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('default-seccomp-off', () => {
  it('reports it', () => {
    checkRule(defaultSeccompOff, `
{ "seccomp-profile": "unconfined" }
                     ^^^^^^^^^^^^ warning default-seccomp-off/off
`);
  });
  it('is silent about profiles', () => {
    for (const text of [
      '{"seccomp-profile": "/etc/docker/seccomp.json"}',
      '{"seccomp-profile": ""}',
      '{"seccomp-profile": "builtin"}',
    ]) checkClean(defaultSeccompOff, text);
  });
  it('uses the built-in one', () => {
    checkFix(defaultSeccompOff, `
{ "seccomp-profile": "unconfined" }
`, `
{ "seccomp-profile": "builtin" }
`, 'unsafe');
  });
});
