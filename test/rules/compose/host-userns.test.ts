import { hostUserns } from '../../../server/src/lint/rules/compose/host-userns';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('host-userns', () => {
  it('reports host, also from a default', () => {
    checkRule(
      hostUserns,
      `
services:
  a:
    image: a:1
    userns_mode: host
                 ^^^^ warning host-userns/host
  b:
    image: a:1
    userns_mode: "\${MODE:-host}"
                 ^^^^^^^^^^^^^^^ warning host-userns/host
`,
    );
  });

  it('leaves other and unknown modes alone', () => {
    checkClean(
      hostUserns,
      `
services:
  a: { image: a:1 }
  b: { image: a:1, userns_mode: "\${MODE}" }
`,
    );
  });

  it('removes the line', () => {
    checkFix(
      hostUserns,
      `
services:
  a:
    image: a:1
    userns_mode: host
  b:
    image: b:1
`,
      `
services:
  a:
    image: a:1
  b:
    image: b:1
`, 'unsafe',
    );
  });
});
