import { unboundedLog } from '../../../server/src/lint/rules/compose/unbounded-log';
import { checkFix, checkRule } from '../../helpers/rules';

describe('unbounded-log', () => {
  it('reports services without logging', () => {
    checkRule(
      unboundedLog,
      `
services:
  web:
  ^^^ hint unbounded-log/missing
    image: a:1
  api:
    image: a:1
    logging: { driver: local }
`,
    );
  });

  it('adds a driver that rotates', () => {
    checkFix(
      unboundedLog,
      `
services:
  web:
    image: a:1
`,
      `
services:
  web:
    image: a:1
    logging:
      driver: local
`, 'unsafe',
    );
  });
});
