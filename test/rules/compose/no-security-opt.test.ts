import { noSecurityOpt } from '../../../server/src/lint/rules/compose/no-security-opt';
import { checkFix, checkRule } from '../../helpers/rules';

describe('no-security-opt', () => {
  it('reports services without any option', () => {
    checkRule(
      noSecurityOpt,
      `
services:
  web:
  ^^^ hint no-security-opt/missing
    image: a:1
  api:
    image: a:1
    security_opt: [label:type:x]
`,
    );
  });

  it('adds no-new-privileges', () => {
    checkFix(
      noSecurityOpt,
      `
services:
  web:
    image: a:1
`,
      `
services:
  web:
    image: a:1
    security_opt:
      - no-new-privileges:true
`, 'unsafe',
    );
  });
});
