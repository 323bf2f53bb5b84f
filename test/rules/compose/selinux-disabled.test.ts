import { selinuxDisabled } from '../../../server/src/lint/rules/compose/selinux-disabled';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('selinux-disabled', () => {
  it('reports both separators', () => {
    checkRule(
      selinuxDisabled,
      `
services:
  a:
    image: a:1
    security_opt:
      - label:disable
        ^^^^^^^^^^^^^ warning selinux-disabled/off
      - no-new-privileges:true
  b:
    image: a:1
    security_opt: ["label=disable"]
                   ^^^^^^^^^^^^^^^ warning selinux-disabled/off
`,
    );
  });

  it('leaves other options alone', () => {
    checkClean(
      selinuxDisabled,
      `
services:
  a:
    image: a:1
    security_opt: ["label:type:svirt_t", "\${OPTION}"]
`,
    );
  });

  it('removes the item, and the key with its last item', () => {
    checkFix(
      selinuxDisabled,
      `
services:
  a:
    image: a:1
    security_opt:
      - no-new-privileges:true
      - label:disable
  b:
    image: a:1
    security_opt:
      - label:disable
    restart: always
  c:
    image: a:1
    security_opt: ["label:disable", "no-new-privileges:true"]
`,
      `
services:
  a:
    image: a:1
    security_opt:
      - no-new-privileges:true
  b:
    image: a:1
    restart: always
  c:
    image: a:1
    security_opt: ["no-new-privileges:true"]
`, 'unsafe',
    );
  });
});
