import { customCgroupParent } from '../../../server/src/lint/rules/compose/custom-cgroup-parent';
import { checkFix, checkRule } from '../../helpers/rules';

describe('custom-cgroup-parent', () => {
  it('reports a parent', () => {
    checkRule(
      customCgroupParent,
      `
services:
  a:
    image: a:1
    cgroup_parent: /batch
                   ^^^^^^ info custom-cgroup-parent/custom
  b:
    image: a:1
    cgroup_parent: ""
`,
    );
  });

  it('removes it', () => {
    checkFix(
      customCgroupParent,
      `
services:
  a:
    image: a:1
    cgroup_parent: /batch
`,
      `
services:
  a:
    image: a:1
`, 'unsafe',
    );
  });
});
