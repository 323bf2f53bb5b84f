import { obsoleteVersion } from '../../../server/src/lint/rules/compose/obsolete-version';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('obsolete-version', () => {
  it('reports the key', () => {
    checkRule(
      obsoleteVersion,
      `
version: "3.8"
^^^^^^^ hint obsolete-version/obsolete
services:
  a: { image: a:1 }
`,
    );
  });

  it('leaves files without services alone', () => {
    checkClean(
      obsoleteVersion,
      `
version: 1
other: {}
`,
    );
  });

  it('removes the line', () => {
    checkFix(
      obsoleteVersion,
      `
# top
version: '3' # old
services:
  a: { image: a:1 }
`,
      `
# top
services:
  a: { image: a:1 }
`, 'safe',
    );
  });
});
