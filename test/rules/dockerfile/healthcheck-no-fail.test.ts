import { healthcheckNoFail } from '../../../server/src/lint/rules/dockerfile/healthcheck-no-fail';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('healthcheck-no-fail', () => {
  it('in either form', () => {
    checkRule(healthcheckNoFail, `
FROM alpine:3.24
ENV PORT=80
HEALTHCHECK CMD curl http://localhost/ || exit 1
                ^^^^ warning healthcheck-no-fail/passes
HEALTHCHECK --timeout=3s \\
  CMD curl -sS localhost:8080/health >/dev/null
      ^^^^ warning healthcheck-no-fail/passes
HEALTHCHECK CMD ["/usr/bin/curl", "-s", "http://localhost/"]
                 ^^^^^^^^^^^^^^^ warning healthcheck-no-fail/passes
HEALTHCHECK CMD curl "http://localhost:\${UNKNOWN}/" || exit 1
                ^^^^ warning healthcheck-no-fail/passes
`);
  });

  it('fails by itself, is looked at, is no HTTP, is not known', () => {
    checkClean(healthcheckNoFail, `
FROM alpine:3.24
HEALTHCHECK CMD curl -f http://localhost/
HEALTHCHECK CMD curl -sSf http://localhost/
HEALTHCHECK CMD curl --fail-with-body http://localhost/
HEALTHCHECK CMD curl -s http://localhost/ | grep ok
HEALTHCHECK CMD test "$(curl -so /dev/null -w '%{http_code}' http://localhost/)" = 200
HEALTHCHECK CMD [ "$(curl -s http://localhost/)" = ok ]
HEALTHCHECK CMD curl $OPTIONS http://localhost/
HEALTHCHECK CMD curl -K /curlrc http://localhost/
HEALTHCHECK CMD curl ftp://localhost/
HEALTHCHECK CMD curl --version
HEALTHCHECK CMD wget http://localhost/
RUN curl http://localhost/
`);
  });

  it('gets -f', () => {
    checkFix(healthcheckNoFail, `
FROM alpine:3.24
HEALTHCHECK CMD curl -s http://localhost/ || exit 1
HEALTHCHECK CMD ["curl", "http://localhost/"]
`, `
FROM alpine:3.24
HEALTHCHECK CMD curl -f -s http://localhost/ || exit 1
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
`, 'unsafe');
  });
});
