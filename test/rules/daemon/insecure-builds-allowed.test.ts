import { insecureBuildsAllowed } from '../../../server/src/lint/rules/daemon/insecure-builds-allowed';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('insecure-builds-allowed', () => {
  it('reports it', () => {
    checkRule(insecureBuildsAllowed, `
{ "builder": { "Entitlements": { "security-insecure": true } } }
                                                      ^^^^ warning insecure-builds-allowed/allowed
`);
  });
  it('is silent otherwise', () => {
    for (const text of [
      '{"builder": {"entitlements": {"security-insecure": false, "network-host": true}}}',
      '{"builder": {}}',
    ]) checkClean(insecureBuildsAllowed, text);
  });
  it('sets it to false', () => {
    checkFix(insecureBuildsAllowed, `
{ "builder": { "entitlements": { "security-insecure": true } } }
`, `
{ "builder": { "entitlements": { "security-insecure": false } } }
`, 'unsafe');
  });
});
