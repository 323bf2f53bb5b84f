import { daemonCgroupParent } from '../../../server/src/lint/rules/daemon/daemon-cgroup-parent';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('daemon-cgroup-parent', () => {
  it('reports it', () => {
    checkRule(daemonCgroupParent, `
{ "cgroup-parent": "/x" }
                   ^^^^ hint daemon-cgroup-parent/other
`);
  });
  it('is silent about the usual ones', () => {
    for (const text of [
      '{"cgroup-parent": "/docker"}',
      '{"cgroup-parent": "docker.slice"}',
      '{"cgroup-parent": ""}',
    ]) checkClean(daemonCgroupParent, text);
  });
  it('takes it out', () => {
    checkFix(daemonCgroupParent, `
{ "cgroup-parent": "/x" }
`, `
{}
`, 'unsafe');
  });
});
