import { oomKillerDisabled } from '../../../server/src/lint/rules/compose/oom-killer-disabled';
import { checkFix, checkRule } from '../../helpers/rules';

describe('oom-killer-disabled', () => {
  it('says what happens with and without a memory limit', () => {
    checkRule(
      oomKillerDisabled,
      `
services:
  a:
    image: a:1
    oom_kill_disable: true
                      ^^^^ warning oom-killer-disabled/host
  b:
    image: a:1
    mem_limit: 1g
    oom_kill_disable: "yes"
                      ^^^^^ warning oom-killer-disabled/hangs
  c:
    image: a:1
    oom_kill_disable: false
`,
    );
  });

  it('removes the line', () => {
    checkFix(
      oomKillerDisabled,
      `
services:
  a:
    image: a:1
    oom_kill_disable: true
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
