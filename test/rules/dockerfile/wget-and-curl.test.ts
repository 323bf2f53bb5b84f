import { wgetAndCurl } from '../../../server/src/lint/rules/dockerfile/wget-and-curl';
import { checkRule } from '../../helpers/rules';

describe('wget-and-curl', () => {
  it('marks the second tool of a stage', () => {
    checkRule(wgetAndCurl, `
FROM alpine:3.24 AS a
RUN wget https://example.com/x
RUN curl -O https://example.com/x && curl -O https://example.com/y
    ^^^^ info wget-and-curl/both
FROM alpine:3.24
RUN curl -O https://example.com/x
RUN apk add wget
`);
  });
});
