import { portOnAllInterfaces } from '../../../server/src/lint/rules/compose/port-on-all-interfaces';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('port-on-all-interfaces', () => {
  it('reports ports without an address', () => {
    checkRule(
      portOnAllInterfaces,
      `
services:
  web:
    image: a:1
    ports:
      - 8080:80
        ^^^^^^^ info port-on-all-interfaces/unbound
      - "80"
        ^^^^ info port-on-all-interfaces/unbound
      - "\${PORT}:80"
        ^^^^^^^^^^^^ info port-on-all-interfaces/unbound
      - { target: 80, published: 8080 }
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info port-on-all-interfaces/unbound
`,
    );
  });

  it('takes any address for a decision, and leaves databases to their rule', () => {
    checkClean(
      portOnAllInterfaces,
      `
services:
  web:
    image: a:1
    ports: ["0.0.0.0:80:80", "127.0.0.1::80", "5432:5432", "\${HOST_IP}:80", { target: 80, published: 127.0.0.1:80 }]
`,
    );
  });

  it('binds it to the loopback', () => {
    checkFix(
      portOnAllInterfaces,
      `
services:
  web:
    image: a:1
    ports: [80, "8080:80"]
`,
      `
services:
  web:
    image: a:1
    ports: [127.0.0.1::80, "127.0.0.1:8080:80"]
`, 'unsafe',
    );
  });
});
