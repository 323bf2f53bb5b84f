import { noRestartPolicy } from '../../../server/src/lint/rules/compose/no-restart-policy';
import { checkFix, checkRule } from '../../helpers/rules';

describe('no-restart-policy', () => {
  it('reports services without one', () => {
    checkRule(
      noRestartPolicy,
      `
services:
  a: { image: a:1 }
  ^ hint no-restart-policy/missing
  b: { image: a:1, restart: "no" }
  c: { image: a:1, deploy: { restart_policy: { condition: any } } }
`,
    );
  });

  it('adds unless-stopped', () => {
    checkFix(
      noRestartPolicy,
      `
services:
  a:
    image: a:1
`,
      `
services:
  a:
    image: a:1
    restart: unless-stopped
`, 'unsafe',
    );
  });
});
