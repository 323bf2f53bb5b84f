import { loggingDisabled } from '../../../server/src/lint/rules/compose/logging-disabled';
import { checkFix, checkRule } from '../../helpers/rules';

describe('logging-disabled', () => {
  it('reports the driver none', () => {
    checkRule(
      loggingDisabled,
      `
services:
  a: { image: a:1, logging: { driver: none } }
                                      ^^^^ info logging-disabled/none
  b: { image: a:1, logging: { driver: local } }
`,
    );
  });

  it('removes it', () => {
    checkFix(
      loggingDisabled,
      `
services:
  a:
    image: a:1
    logging:
      driver: none
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
