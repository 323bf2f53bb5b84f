import { clearTextPort } from '../../../server/src/lint/rules/compose/clear-text-port';
import { checkRule } from '../../helpers/rules';

describe('clear-text-port', () => {
  it('reports ports and expose', () => {
    checkRule(
      clearTextPort,
      `
services:
  a:
    image: a:1
    ports: ["127.0.0.1:2323:23", "2222:22"]
            ^^^^^^^^^^^^^^^^^^^ info clear-text-port/clear
    expose: [21, "5900/tcp", 8080, "\${PORT}"]
             ^^ info clear-text-port/clear
                 ^^^^^^^^^^ info clear-text-port/clear
  syslog:
    image: b:1
    ports: ["514:514/udp", "514:514"]
                           ^^^^^^^^^ info clear-text-port/clear
    expose: ["514/udp"]
`,
    );
  });
});
