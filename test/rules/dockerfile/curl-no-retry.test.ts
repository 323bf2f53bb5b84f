import { curlNoRetry } from '../../../server/src/lint/rules/dockerfile/curl-no-retry';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('curl-no-retry', () => {
  it('marks the first use of a stage, or the installation', () => {
    checkRule(curlNoRetry, `
FROM debian:13 AS base
RUN apt-get install -y curl
                       ^^^^ hint curl-no-retry/retry
FROM base
RUN curl https://example.com/b
FROM alpine:3.24
RUN apk add curl && curl https://example.com/a
                    ^^^^ hint curl-no-retry/retry
RUN curl https://example.com/b
`);
  });

  it('is silent where it is configured', () => {
    checkClean(curlNoRetry, 'FROM a\nENV CURL_HOME=/etc\nRUN curl https://example.com/a\n');
    checkClean(curlNoRetry, 'FROM a\nRUN echo x > /root/.curlrc\nRUN curl https://example.com/a\n');
    checkClean(curlNoRetry, 'FROM a\nCOPY <<EOF /root/.curlrc\nx\nEOF\nRUN curl https://example.com/a\n');
    checkClean(curlNoRetry, 'FROM a\nRUN curl --retry 3 https://example.com/a\n');
  });

  it('adds the option', () => {
    checkFix(curlNoRetry, 'FROM a\nRUN curl https://example.com/a\n', 'FROM a\nRUN curl --retry 3 https://example.com/a\n', 'unsafe');
  });
});
