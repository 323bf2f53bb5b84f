import { noUlimits } from '../../../server/src/lint/rules/compose/no-ulimits';
import { checkFix, checkRule } from '../../helpers/rules';

describe('no-ulimits', () => {
  it('reports services without ulimits', () => {
    checkRule(
      noUlimits,
      `
services:
  web:
  ^^^ hint no-ulimits/missing
    image: a:1
  api:
    image: a:1
    ulimits: { nofile: 1024 }
`,
    );
  });

  it('adds one for open files', () => {
    checkFix(
      noUlimits,
      `
services:
  web:
    image: a:1
`,
      `
services:
  web:
    image: a:1
    ulimits:
      nofile: 65536
`, 'unsafe',
    );
  });
});
