import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { exposeProtocol } from '../../../server/src/lint/rules/dockerfile/expose-protocol';

describe('expose-protocol', () => {
  it('unknown ones', () => {
    checkRule(exposeProtocol, `
FROM alpine:3.24
EXPOSE 80/http 53/upd 1/xyz
          ^^^^ error expose-protocol/unknown
                  ^^^ error expose-protocol/unknown
                        ^^^ error expose-protocol/unknown
`);
  });

  it('the three that there are', () => {
    checkClean(exposeProtocol, `
FROM alpine:3.24
EXPOSE 80/tcp 53/UDP 9/sctp 7/ 8 9/$P
`);
  });

  it('has an unsafe fix', () => {
    checkFix(exposeProtocol, `
FROM alpine:3.24
EXPOSE 80/https 53/upd
`, `
FROM alpine:3.24
EXPOSE 80/tcp 53/udp
`, 'unsafe');
  });
});
