import { privilegedService } from '../../../server/src/lint/rules/compose/privileged-service';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('privileged-service', () => {
  it('reports true in every spelling', () => {
    checkRule(
      privilegedService,
      `
services:
  a:
    image: a:1
    privileged: true
                ^^^^ error privileged-service/privileged
  b:
    image: a:1
    privileged: "yes"
                ^^^^^ error privileged-service/privileged
  c:
    image: a:1
    privileged: \${PRIVILEGED:-true}
                ^^^^^^^^^^^^^^^^^^^ error privileged-service/privileged
  d: { image: a:1, privileged: True }
                               ^^^^ error privileged-service/privileged
`,
    );
  });

  it('leaves false and unknown values alone', () => {
    checkClean(
      privilegedService,
      `
services:
  a: { image: a:1, privileged: false }
  b: { image: a:1, privileged: "\${PRIVILEGED}" }
  c: { image: a:1, privileged: "no" }
  d: { image: a:1, privileged: }
`,
    );
  });

  it('reports a shared anchor once', () => {
    checkRule(
      privilegedService,
      `
x-base: &base
  privileged: true
              ^^^^ error privileged-service/privileged
services:
  a: { <<: *base, image: a:1 }
  b: { <<: *base, image: a:1 }
`,
    );
  });

  it('removes the line, in block and flow style', () => {
    checkFix(
      privilegedService,
      `
services:
  a:
    privileged: true # why
    image: a:1
  b: { privileged: true, image: a:1 }
  c: { image: a:1, privileged: true }
`,
      `
services:
  a:
    image: a:1
  b: { image: a:1 }
  c: { image: a:1 }
`, 'unsafe',
    );
  });
});
