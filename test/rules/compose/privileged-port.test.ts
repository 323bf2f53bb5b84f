import { privilegedPort } from '../../../server/src/lint/rules/compose/privileged-port';
import { checkRule } from '../../helpers/rules';

describe('privileged-port', () => {
  it('reports low ports of the host', () => {
    checkRule(
      privilegedPort,
      `
services:
  web:
    image: a:1
    ports:
      - "53:5353/udp"
         ^^ info privileged-port/privileged
      - "127.0.0.1:90-9091:8080"
                   ^^^^^^^ info privileged-port/privileged
      - { target: 8025, published: 25 }
                                   ^^ info privileged-port/privileged
      - "80:8080"
      - 443:8443
      - "8080:80"
      - "22"
`,
    );
  });

  it('takes the allowed ports from the options', () => {
    checkRule(
      privilegedPort,
      `
services:
  web:
    image: a:1
    ports: ["80:80", "53:53"]
             ^^ info privileged-port/privileged
`, { options: { allowed: ['53'] } },
    );
  });
});
