import { noAuthorizationPlugin } from '../../../server/src/lint/rules/daemon/no-authorization-plugin';
import { checkClean, checkRule } from '../../helpers/rules';

describe('no-authorization-plugin', () => {
  it('reports that there is none', () => {
    checkRule(noAuthorizationPlugin, `
{ "mtu": 1 }
^ hint no-authorization-plugin/missing
`);
  });
  it('is silent where there is one', () => {
    for (const text of [
      '{"authorization-plugins": ["a"]}',
      '',
    ]) checkClean(noAuthorizationPlugin, text);
  });
});
