import { capabilitiesNotDropped } from '../../../server/src/lint/rules/compose/capabilities-not-dropped';
import { checkFix, checkRule } from '../../helpers/rules';

describe('capabilities-not-dropped', () => {
  it('reports services that drop none', () => {
    checkRule(
      capabilitiesNotDropped,
      `
services:
  web:
  ^^^ info capabilities-not-dropped/kept
    image: a:1
  api:
    image: a:1
    cap_drop: [ALL]
  some:
    image: a:1
    cap_drop: [NET_RAW]
  privileged:
    image: a:1
    privileged: true
`,
    );
  });

  it('drops all', () => {
    checkFix(
      capabilitiesNotDropped,
      `
services:
  web:
    image: a:1
    cap_add:
      - CHOWN
`,
      `
services:
  web:
    image: a:1
    cap_add:
      - CHOWN
    cap_drop:
      - ALL
`, 'unsafe',
    );
  });
});
