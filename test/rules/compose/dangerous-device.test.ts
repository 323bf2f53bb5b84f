import assert from 'node:assert/strict';
import { dangerousDevice } from '../../../server/src/lint/rules/compose/dangerous-device';
import { checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('dangerous-device', () => {
  it('grades devices by what they give access to', () => {
    checkRule(
      dangerousDevice,
      `
services:
  a:
    image: a:1
    devices:
      - /dev/sda:/dev/xvda:rwm
        ^^^^^^^^ error dangerous-device/device
      - /dev/mem
        ^^^^^^^^ error dangerous-device/device
      - /dev/loop-control:/dev/loop-control
        ^^^^^^^^^^^^^^^^^ warning dangerous-device/device
      - /dev/kvm
        ^^^^^^^^ info dangerous-device/device
      - source: /dev/nvme0n1p1
                ^^^^^^^^^^^^^^ error dangerous-device/device
        target: /dev/disk
      - /dev/ttyUSB0:/dev/ttyUSB0
      - /dev/dri:/dev/dri
      - \${DEVICE}:/dev/x
`,
    );
  });

  it('knows the log of the kernel', () => {
    const [finding] = findingsOf(dangerousDevice, 'services:\n  a: { image: a:1, devices: [/dev/kmsg] }\n');
    assert.match(finding!.message, /gives "a" the log of the kernel/);
  });

  it('removes the item', () => {
    checkFix(
      dangerousDevice,
      `
services:
  a:
    image: a:1
    devices:
      - /dev/sda:/dev/sda
      - /dev/snd
`,
      `
services:
  a:
    image: a:1
    devices:
      - /dev/snd
`, 'unsafe',
    );
  });
});
