import { allDevicesAllowed } from '../../../server/src/lint/rules/compose/all-devices-allowed';
import { checkFix, checkRule } from '../../helpers/rules';

describe('all-devices-allowed', () => {
  it('reports rules for all devices and all disks', () => {
    checkRule(
      allDevicesAllowed,
      `
services:
  a:
    image: a:1
    device_cgroup_rules:
      - "a *:* rwm"
        ^^^^^^^^^^^ error all-devices-allowed/all
      - b *:* r
        ^^^^^^^ error all-devices-allowed/all
      - c 189:* rmw
`,
    );
  });

  it('removes the item', () => {
    checkFix(
      allDevicesAllowed,
      `
services:
  a:
    image: a:1
    device_cgroup_rules:
      - a
    restart: always
`,
      `
services:
  a:
    image: a:1
    restart: always
`, 'unsafe',
    );
  });
});
