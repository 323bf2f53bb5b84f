import { usersNotRemapped } from '../../../server/src/lint/rules/daemon/users-not-remapped';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('users-not-remapped', () => {
  it('reports what is missing', () => {
    checkRule(usersNotRemapped, `
{ "mtu": 1 }
^ info users-not-remapped/missing
`);
  });
  it('is silent where users are remapped or the daemon is no root', () => {
    for (const text of [
      '{"userns-remap": "default"}',
      '{"userns-remap": "me:me"}',
      '{"rootless": true}',
      '{"features": {"containerd-snapshotter": true}}',
      '{"data-root": "C:\\\\docker"}',
    ]) checkClean(usersNotRemapped, text);
  });
  it('adds it', () => {
    checkFix(usersNotRemapped, `
{"mtu": 1}
`, `
{"mtu": 1, "userns-remap": "default"}
`, 'unsafe');
  });
  it('is silent about the file of a user', () => {
    checkClean(usersNotRemapped, '{}', { uri: 'file:///home/me/.config/docker/daemon.json' });
  });
});
