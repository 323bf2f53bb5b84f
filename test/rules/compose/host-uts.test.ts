import { hostUts } from '../../../server/src/lint/rules/compose/host-uts';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('host-uts', () => {
  it('reports host, also from a default', () => {
    checkRule(
      hostUts,
      `
services:
  a:
    image: a:1
    uts: host
         ^^^^ warning host-uts/host
  b:
    image: a:1
    uts: "\${MODE:-host}"
         ^^^^^^^^^^^^^^^ warning host-uts/host
`,
    );
  });

  it('leaves other and unknown modes alone', () => {
    checkClean(
      hostUts,
      `
services:
  a: { image: a:1 }
  b: { image: a:1, uts: "\${MODE}" }
`,
    );
  });

  it('removes the line', () => {
    checkFix(
      hostUts,
      `
services:
  a:
    image: a:1
    uts: host
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
