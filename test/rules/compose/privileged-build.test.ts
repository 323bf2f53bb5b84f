import { privilegedBuild } from '../../../server/src/lint/rules/compose/privileged-build';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('privileged-build', () => {
  it('reports both ways', () => {
    checkRule(
      privilegedBuild,
      `
services:
  a:
    build:
      context: .
      privileged: true
                  ^^^^ warning privileged-build/privileged
  b:
    build:
      context: .
      entitlements: [network.host, security.insecure]
                                   ^^^^^^^^^^^^^^^^^ warning privileged-build/privileged
`,
    );
  });

  it('leaves others alone', () => {
    checkClean(
      privilegedBuild,
      `
services:
  a: { build: { context: ., privileged: false, entitlements: [network.host] } }
  b: { build: . }
`,
    );
  });

  it('removes the key', () => {
    checkFix(
      privilegedBuild,
      `
services:
  a:
    build:
      context: .
      privileged: true
`,
      `
services:
  a:
    build:
      context: .
`, 'unsafe',
    );
  });
});
