import { buildAndImage } from '../../../server/src/lint/rules/compose/build-and-image';
import { checkRule } from '../../helpers/rules';

describe('build-and-image', () => {
  it('reports both without a pull policy', () => {
    checkRule(
      buildAndImage,
      `
services:
  a: { build: ., image: a:1 }
                 ^^^^^ hint build-and-image/both
  b: { build: ., image: a:1, pull_policy: build }
  c: { build: . }
  d: { image: a:1 }
`,
    );
  });
});
