import { hostPid } from '../../../server/src/lint/rules/compose/host-pid';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('host-pid', () => {
  it('reports host, also from a default', () => {
    checkRule(
      hostPid,
      `
services:
  a:
    image: a:1
    pid: host
         ^^^^ warning host-pid/host
  b:
    image: a:1
    pid: "\${MODE:-host}"
         ^^^^^^^^^^^^^^^ warning host-pid/host
`,
    );
  });

  it('leaves other and unknown modes alone', () => {
    checkClean(
      hostPid,
      `
services:
  a: { image: a:1 }
  b: { image: a:1, pid: "\${MODE}" }
  c: { image: a:1, pid: "service:a" }
`,
    );
  });

  it('removes the line', () => {
    checkFix(
      hostPid,
      `
services:
  a:
    image: a:1
    pid: host
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

  it('leaves monitoring agents alone, and hints in files for tests', () => {
    checkClean(hostPid, 'services:\n  a: { image: "prom/node-exporter:v1", pid: host }\n  b: { image: gcr.io/cadvisor/cadvisor, pid: host }\n');
    checkRule(hostPid, 'services:\n  a: { image: a:1, pid: host }\n                        ^^^^ hint host-pid/host\n', { uri: 'file:///project/docker-compose.test.yml' });
  });

  it('only hints at it beside privileged', () => {
    checkRule(hostPid, `
services:
  a:
    image: a:1
    privileged: true
    pid: host
         ^^^^ hint host-pid/host
`);
  });
});
