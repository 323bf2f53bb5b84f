import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { exposeProtocolCasing } from '../../../server/src/lint/rules/dockerfile/expose-protocol-casing';

describe('expose-protocol-casing', () => {
  it('upper case', () => {
    checkRule(exposeProtocolCasing, `
FROM alpine:3.24
EXPOSE 80/TcP 53/udp 8000-8001/UDP
          ^^^ info expose-protocol-casing/upper
                               ^^^ info expose-protocol-casing/upper
`);
  });

  it('lower case', () => {
    checkClean(exposeProtocolCasing, `
FROM alpine:3.24
EXPOSE 80/tcp 53
`);
  });

  it('is fixed', () => {
    checkFix(exposeProtocolCasing, `
FROM alpine:3.24
EXPOSE 80/TCP 53/Udp
`, `
FROM alpine:3.24
EXPOSE 80/tcp 53/udp
`);
  });
});
