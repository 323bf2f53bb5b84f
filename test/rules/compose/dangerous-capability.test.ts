import { dangerousCapability } from '../../../server/src/lint/rules/compose/dangerous-capability';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('dangerous-capability', () => {
  it('grades capabilities by what they allow', () => {
    checkRule(
      dangerousCapability,
      `
services:
  a:
    image: a:1
    cap_add:
      - ALL
        ^^^ error dangerous-capability/dangerous
      - CAP_SYS_ADMIN
        ^^^^^^^^^^^^^ error dangerous-capability/dangerous
      - sys_ptrace
        ^^^^^^^^^^ warning dangerous-capability/dangerous
      - NET_ADMIN
        ^^^^^^^^^ info dangerous-capability/dangerous
      - "SYS_NICE"
        ^^^^^^^^^^ info dangerous-capability/dangerous
      - NET_BIND_SERVICE
      - \${CAPABILITY}
`,
    );
  });

  it('leaves a privileged service to the rule for it', () => {
    checkClean(dangerousCapability, 'services:\n  a:\n    image: a:1\n    privileged: true\n    cap_add: [NET_ADMIN]\n');
  });

  it('takes NET_ADMIN on the network of the host for worse', () => {
    checkRule(
      dangerousCapability,
      `
services:
  a:
    image: a:1
    network_mode: host
    cap_add: [NET_ADMIN]
              ^^^^^^^^^ warning dangerous-capability/dangerous
`,
    );
  });

  it('removes the item', () => {
    checkFix(
      dangerousCapability,
      `
services:
  a:
    image: a:1
    cap_add: [NET_BIND_SERVICE, SYS_ADMIN]
  b:
    image: a:1
    cap_add:
      - SYS_TIME # clock
      - CHOWN
`,
      `
services:
  a:
    image: a:1
    cap_add: [NET_BIND_SERVICE]
  b:
    image: a:1
    cap_add:
      - CHOWN
`, 'unsafe',
    );
  });

  it('leaves what the image is known to need', () => {
    checkClean(dangerousCapability, 'services:\n  a: { image: "tailscale/tailscale:v1", cap_add: [NET_ADMIN] }\n  b: { image: a:1, devices: ["/dev/net/tun"], cap_add: [NET_ADMIN] }\n  c: { image: "hashicorp/vault:1", cap_add: [IPC_LOCK] }\n');
  });

  it('takes the name of a service that is built here', () => {
    checkClean(dangerousCapability, 'services:\n  mysql: { build: ./docker/mysql, cap_add: [SYS_NICE] }\n');
  });
});
