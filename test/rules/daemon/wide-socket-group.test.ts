import { wideSocketGroup } from '../../../server/src/lint/rules/daemon/wide-socket-group';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('wide-socket-group', () => {
  it('reports groups of everybody', () => {
    checkRule(wideSocketGroup, `
{ "group": "users" }
           ^^^^^^^ error wide-socket-group/wide
`);
  });
  it('reports those of Windows', () => {
    checkRule(wideSocketGroup, `
{ "group": "Everyone" }
           ^^^^^^^^^^ error wide-socket-group/wide
`);
  });
  it('takes others as made for it', () => {
    for (const text of [
      '{"group": "docker"}',
      '{"group": "wheel"}',
      '{"group": "docker-users"}',
    ]) checkClean(wideSocketGroup, text);
  });
  it('uses docker', () => {
    checkFix(wideSocketGroup, `
{ "group": "users" }
`, `
{ "group": "docker" }
`, 'unsafe');
  });
});
