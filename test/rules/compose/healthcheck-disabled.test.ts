import { healthcheckDisabled } from '../../../server/src/lint/rules/compose/healthcheck-disabled';
import { checkFix, checkRule } from '../../helpers/rules';

describe('healthcheck-disabled', () => {
  it('reports both ways', () => {
    checkRule(
      healthcheckDisabled,
      `
services:
  a: { image: a:1, healthcheck: { disable: true } }
                                           ^^^^ info healthcheck-disabled/disabled
  b: { image: a:1, healthcheck: { test: [NONE] } }
                                        ^^^^^^ info healthcheck-disabled/disabled
  c: { image: a:1, healthcheck: { test: "NONE" } }
                                        ^^^^^^ info healthcheck-disabled/disabled
  d: { image: a:1, healthcheck: { test: [CMD, x], disable: false } }
`,
    );
  });

  it('removes the healthcheck that says nothing else', () => {
    checkFix(
      healthcheckDisabled,
      `
services:
  a:
    image: a:1
    healthcheck:
      disable: true
    restart: always
  b:
    image: a:1
    healthcheck:
      test: [CMD, x]
      disable: true
`,
      `
services:
  a:
    image: a:1
    restart: always
  b:
    image: a:1
    healthcheck:
      test: [CMD, x]
`, 'unsafe',
    );
  });
});
