import { systempathsUnconfined } from '../../../server/src/lint/rules/compose/systempaths-unconfined';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('systempaths-unconfined', () => {
  it('reports both separators', () => {
    checkRule(
      systempathsUnconfined,
      `
services:
  a:
    image: a:1
    security_opt:
      - systempaths=unconfined
        ^^^^^^^^^^^^^^^^^^^^^^ warning systempaths-unconfined/off
      - no-new-privileges:true
  b:
    image: a:1
    security_opt: ["systempaths:unconfined"]
                   ^^^^^^^^^^^^^^^^^^^^^^^^ warning systempaths-unconfined/off
`,
    );
  });

  it('leaves other options alone', () => {
    checkClean(
      systempathsUnconfined,
      `
services:
  a:
    image: a:1
    security_opt: ["no-new-privileges:true", "\${OPTION}"]
`,
    );
  });

  it('removes the item, and the key with its last item', () => {
    checkFix(
      systempathsUnconfined,
      `
services:
  a:
    image: a:1
    security_opt:
      - no-new-privileges:true
      - systempaths=unconfined
  b:
    image: a:1
    security_opt:
      - systempaths=unconfined
    restart: always
  c:
    image: a:1
    security_opt: ["systempaths=unconfined", "no-new-privileges:true"]
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
