import { seccompUnconfined } from '../../../server/src/lint/rules/compose/seccomp-unconfined';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('seccomp-unconfined', () => {
  it('leaves containers to develop in alone', () => {
    checkClean(seccompUnconfined, 'services:\n  a:\n    image: a:1\n    security_opt: ["seccomp:unconfined"]\n', { uri: 'file:///project/.devcontainer/compose.yaml' });
  });

  it('reports both separators', () => {
    checkRule(
      seccompUnconfined,
      `
services:
  a:
    image: a:1
    security_opt:
      - seccomp=unconfined
        ^^^^^^^^^^^^^^^^^^ warning seccomp-unconfined/off
      - no-new-privileges:true
  b:
    image: a:1
    security_opt: ["seccomp:unconfined"]
                   ^^^^^^^^^^^^^^^^^^^^ warning seccomp-unconfined/off
`,
    );
  });

  it('leaves other options alone', () => {
    checkClean(
      seccompUnconfined,
      `
services:
  a:
    image: a:1
    security_opt: ["seccomp=./profile.json", "\${OPTION}"]
`,
    );
  });

  it('removes the item, and the key with its last item', () => {
    checkFix(
      seccompUnconfined,
      `
services:
  a:
    image: a:1
    security_opt:
      - no-new-privileges:true
      - seccomp=unconfined
  b:
    image: a:1
    security_opt:
      - seccomp=unconfined
    restart: always
  c:
    image: a:1
    security_opt: ["seccomp=unconfined", "no-new-privileges:true"]
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
