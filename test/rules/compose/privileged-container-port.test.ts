import { privilegedContainerPort } from '../../../server/src/lint/rules/compose/privileged-container-port';
import { checkRule } from '../../helpers/rules';

describe('privileged-container-port', () => {
  it('reports low ports of the container', () => {
    checkRule(
      privilegedContainerPort,
      `
services:
  web:
    image: a:1
    ports:
      - "8080:80"
        ^^^^^^^^^ hint privileged-container-port/privileged
      - 70-8000
        ^^^^^^^ hint privileged-container-port/privileged
      - "80:8080"
  dropped:
    image: a:1
    cap_drop: [NET_BIND_SERVICE]
    ports: ["8080:80"]
`,
    );
  });
});
