import { apparmorUnconfined } from '../../../server/src/lint/rules/compose/apparmor-unconfined';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('apparmor-unconfined', () => {
  it('reports both separators', () => {
    checkRule(
      apparmorUnconfined,
      `
services:
  a:
    image: a:1
    security_opt:
      - apparmor=unconfined
        ^^^^^^^^^^^^^^^^^^^ warning apparmor-unconfined/off
      - no-new-privileges:true
  b:
    image: a:1
    security_opt: ["apparmor:unconfined"]
                   ^^^^^^^^^^^^^^^^^^^^^ warning apparmor-unconfined/off
`,
    );
  });

  it('leaves other options alone', () => {
    checkClean(
      apparmorUnconfined,
      `
services:
  a:
    image: a:1
    security_opt: ["apparmor=docker-default", "\${OPTION}"]
`,
    );
  });

  it('removes the item, and the key with its last item', () => {
    checkFix(
      apparmorUnconfined,
      `
services:
  a:
    image: a:1
    security_opt:
      - no-new-privileges:true
      - apparmor=unconfined
  b:
    image: a:1
    security_opt:
      - apparmor=unconfined
    restart: always
  c:
    image: a:1
    security_opt: ["apparmor=unconfined", "no-new-privileges:true"]
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
