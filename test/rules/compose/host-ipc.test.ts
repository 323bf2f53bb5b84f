import { hostIpc } from '../../../server/src/lint/rules/compose/host-ipc';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('host-ipc', () => {
  it('reports host, also from a default', () => {
    checkRule(
      hostIpc,
      `
services:
  a:
    image: a:1
    ipc: host
         ^^^^ warning host-ipc/host
  b:
    image: a:1
    ipc: "\${MODE:-host}"
         ^^^^^^^^^^^^^^^ warning host-ipc/host
`,
    );
  });

  it('leaves other and unknown modes alone', () => {
    checkClean(
      hostIpc,
      `
services:
  a: { image: a:1 }
  b: { image: a:1, ipc: "\${MODE}" }
  c: { image: a:1, ipc: shareable }
`,
    );
  });

  it('gives it shared memory of its own', () => {
    checkFix(
      hostIpc,
      `
services:
  a:
    image: a:1
    ipc: host
  b:
    image: b:1
`,
      `
services:
  a:
    image: a:1
    shm_size: 2gb
  b:
    image: b:1
`, 'unsafe',
    );
  });
});
