import { experimentalDaemon } from '../../../server/src/lint/rules/daemon/experimental-daemon';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('experimental-daemon', () => {
  it('reports it', () => {
    checkRule(experimentalDaemon, `
{ "experimental": true }
                  ^^^^ info experimental-daemon/on
`);
  });
  it('is silent otherwise', () => {
    for (const text of [
      '{"experimental": false}',
      '{}',
    ]) checkClean(experimentalDaemon, text);
  });
  it('takes it out', () => {
    checkFix(experimentalDaemon, `
{ "mtu": 1, "experimental": true }
`, `
{ "mtu": 1 }
`, 'unsafe');
  });
});
