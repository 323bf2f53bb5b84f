import { defaultLogUnrotated } from '../../../server/src/lint/rules/daemon/default-log-unrotated';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('default-log-unrotated', () => {
  it('reports that nothing is said', () => {
    checkRule(defaultLogUnrotated, `
{ "mtu": 1 }
^ info default-log-unrotated/missing
`);
  });
  it('is silent where something is', () => {
    for (const text of [
      '{"log-driver": "json-file"}',
      '{"log-opts": {}}',
      '',
    ]) checkClean(defaultLogUnrotated, text);
  });
  it('uses local', () => {
    checkFix(defaultLogUnrotated, `
{"mtu": 1}
`, `
{"mtu": 1, "log-driver": "local"}
`, 'unsafe');
  });
});
