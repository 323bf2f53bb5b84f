import { defaultHostCgroupns } from '../../../server/src/lint/rules/daemon/default-host-cgroupns';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('default-host-cgroupns', () => {
  it('reports it', () => {
    checkRule(defaultHostCgroupns, `
{ "default-cgroupns-mode": "host" }
                           ^^^^^^ warning default-host-cgroupns/host
`);
  });
  it('is silent about private', () => {
    for (const text of [
      '{"default-cgroupns-mode": "private"}',
    ]) checkClean(defaultHostCgroupns, text);
  });
  it('uses private', () => {
    checkFix(defaultHostCgroupns, `
{ "default-cgroupns-mode": "host" }
`, `
{ "default-cgroupns-mode": "private" }
`, 'unsafe');
  });
});
