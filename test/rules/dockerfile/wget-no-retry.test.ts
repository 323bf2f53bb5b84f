import { wgetNoRetry } from '../../../server/src/lint/rules/dockerfile/wget-no-retry';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('wget-no-retry', () => {
  it('marks the first use of a stage, or the installation', () => {
    checkRule(wgetNoRetry, `
FROM debian:13 AS base
RUN apt-get install -y wget
                       ^^^^ hint wget-no-retry/retry
FROM base
RUN wget https://example.com/b
FROM alpine:3.24
RUN apk add wget && wget https://example.com/a
                    ^^^^ hint wget-no-retry/retry
RUN wget https://example.com/b
`);
  });

  it('is silent where it is configured', () => {
    checkClean(wgetNoRetry, 'FROM a\nENV WGETRC=/etc/wgetrc\nRUN wget https://example.com/a\n');
    checkClean(wgetNoRetry, 'FROM a\nRUN echo x > /etc/wgetrc\nRUN wget https://example.com/a\n');
    checkClean(wgetNoRetry, 'FROM a\nCOPY <<EOF /etc/wgetrc\nx\nEOF\nRUN wget https://example.com/a\n');
    checkClean(wgetNoRetry, 'FROM a\nRUN wget --tries=3 --retry-connrefused https://example.com/a\n');
  });

  it('adds the option', () => {
    checkFix(wgetNoRetry, 'FROM a\nRUN wget https://example.com/a\n', 'FROM a\nRUN wget --tries=3 --retry-connrefused https://example.com/a\n', 'unsafe');
  });
});
