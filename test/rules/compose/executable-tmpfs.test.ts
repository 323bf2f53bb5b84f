import { executableTmpfs } from '../../../server/src/lint/rules/compose/executable-tmpfs';
import { checkFix, checkRule } from '../../helpers/rules';

describe('executable-tmpfs', () => {
  it('reports the loose option', () => {
    checkRule(
      executableTmpfs,
      `
services:
  a:
    image: a:1
    tmpfs: /tmp:size=1m,exec
                        ^^^^ info executable-tmpfs/option
  b:
    image: a:1
    tmpfs:
      - "/run:suid"
              ^^^^ info executable-tmpfs/option
      - /x:noexec,size=1m
      - /y
`,
    );
  });

  it('removes it', () => {
    checkFix(
      executableTmpfs,
      `
services:
  a:
    image: a:1
    tmpfs:
      - /tmp:exec,size=64m
      - /run:exec
`,
      `
services:
  a:
    image: a:1
    tmpfs:
      - /tmp:size=64m
      - /run
`, 'unsafe',
    );
  });
});
