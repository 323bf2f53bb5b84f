import { curlNoRedirect } from '../../../server/src/lint/rules/dockerfile/curl-no-redirect';
import { checkFix, checkRule } from '../../helpers/rules';

describe('curl-no-redirect', () => {
  it('marks curl', () => {
    checkRule(curlNoRedirect, `
FROM alpine:3.24
RUN curl -fo x https://example.com/x
    ^^^^ info curl-no-redirect/noRedirect
RUN curl -fLo x https://example.com/x
RUN curl -f -X POST https://example.com/x
RUN curl -f http://localhost/health
`);
  });

  it('adds -L', () => {
    checkFix(curlNoRedirect, `
FROM alpine:3.24
RUN curl -fo x https://example.com/x
`, `
FROM alpine:3.24
RUN curl -L -fo x https://example.com/x
`, 'unsafe');
  });
});
