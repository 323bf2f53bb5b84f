import { curlNoFail } from '../../../server/src/lint/rules/dockerfile/curl-no-fail';
import { checkFix, checkRule } from '../../helpers/rules';

describe('curl-no-fail', () => {
  it('marks curl', () => {
    checkRule(curlNoFail, `
FROM alpine:3.24
RUN curl -sSLo x https://example.com/x
    ^^^^ info curl-no-fail/noFail
RUN curl -fsSLo x https://example.com/x
RUN curl --fail-with-body -o x https://example.com/x
RUN curl -s -o /dev/null -w '%{http_code}' https://example.com/x
RUN curl --version
`);
  });

  it('adds -f', () => {
    checkFix(curlNoFail, `
FROM alpine:3.24
RUN true && \\
  curl -o x https://example.com/x
`, `
FROM alpine:3.24
RUN true && \\
  curl -f -o x https://example.com/x
`, 'unsafe');
  });
});
