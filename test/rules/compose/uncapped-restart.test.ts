import { uncappedRestart } from '../../../server/src/lint/rules/compose/uncapped-restart';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('uncapped-restart', () => {
  it('reports restarts without end and with too many', () => {
    checkRule(
      uncappedRestart,
      `
services:
  a:
    image: a:1
    restart: on-failure
             ^^^^^^^^^^ info uncapped-restart/uncapped
  b:
    image: a:1
    restart: "on-failure:10"
             ^^^^^^^^^^^^^^^ info uncapped-restart/many
    deploy:
      restart_policy: { condition: on-failure, max_attempts: 20 }
                                                             ^^ info uncapped-restart/many
`,
    );
  });

  it('leaves other policies alone', () => {
    checkClean(
      uncappedRestart,
      `
services:
  a: { image: a:1, restart: always }
  b: { image: a:1, restart: on-failure:5 }
  c: { image: a:1, restart: "no" }
  d: { image: a:1, restart: "on-failure:\${N}" }
`,
    );
  });

  it('caps them', () => {
    checkFix(
      uncappedRestart,
      `
services:
  a:
    image: a:1
    restart: on-failure
    deploy: { restart_policy: { max_attempts: 9 } }
`,
      `
services:
  a:
    image: a:1
    restart: on-failure:5
    deploy: { restart_policy: { max_attempts: 5 } }
`, 'unsafe',
    );
  });
});
