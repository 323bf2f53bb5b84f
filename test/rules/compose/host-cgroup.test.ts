import { hostCgroup } from '../../../server/src/lint/rules/compose/host-cgroup';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('host-cgroup', () => {
  it('reports host, also from a default', () => {
    checkRule(
      hostCgroup,
      `
services:
  a:
    image: a:1
    cgroup: host
            ^^^^ warning host-cgroup/host
  b:
    image: a:1
    cgroup: "\${MODE:-host}"
            ^^^^^^^^^^^^^^^ warning host-cgroup/host
`,
    );
  });

  it('leaves other and unknown modes alone', () => {
    checkClean(
      hostCgroup,
      `
services:
  a: { image: a:1 }
  b: { image: a:1, cgroup: "\${MODE}" }
  c: { image: a:1, cgroup: private }
`,
    );
  });

  it('removes the line', () => {
    checkFix(
      hostCgroup,
      `
services:
  a:
    image: a:1
    cgroup: host
  b:
    image: b:1
`,
      `
services:
  a:
    image: a:1
  b:
    image: b:1
`, 'unsafe',
    );
  });
});
