import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { exposeMapping } from '../../../server/src/lint/rules/dockerfile/expose-mapping';

describe('expose-mapping', () => {
  it('addresses and host ports', () => {
    checkRule(exposeMapping, `
FROM alpine:3.24
EXPOSE 127.0.0.1:80:80 [::1]:8080:8080 5000:5000/tcp 80
       ^^^^^^^^^^^^^ warning expose-mapping/host
                       ^^^^^^^^^^^ warning expose-mapping/host
                                       ^^^^^ warning expose-mapping/host
`);
  });

  it('ports alone', () => {
    checkClean(exposeMapping, `
FROM alpine:3.24
EXPOSE 80 443/tcp \${P:-80}
`);
  });

  it('is fixed', () => {
    checkFix(exposeMapping, `
FROM alpine:3.24
EXPOSE 127.0.0.1:80:80 5000:5000/tcp
`, `
FROM alpine:3.24
EXPOSE 80 5000/tcp
`);
  });
});
