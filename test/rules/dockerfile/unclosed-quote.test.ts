import { checkClean, checkRule } from '../../helpers/rules';
import { unclosedQuote } from '../../../server/src/lint/rules/dockerfile/unclosed-quote';

describe('unclosed-quote', () => {
  it('in each kind of word', () => {
    checkRule(unclosedQuote, `
FROM alpine:3.24
ENV A="b
      ^^ error unclosed-quote/open
ENV A=b B='c d
          ^^^^ error unclosed-quote/open
LABEL a="b\\"
        ^^^^ error unclosed-quote/open
USER "app
     ^^^^ error unclosed-quote/open
COPY "a b" /c
     ^^ error unclosed-quote/blank
WORKDIR /a'b
          ^^ error unclosed-quote/open
FROM alpine AS x
COPY --chown="app a b
             ^^^^^^^^ error unclosed-quote/open
ENV LONG=a \\
    B="c
      ^^ error unclosed-quote/open
`);
  });

  it('closed ones, and shells', () => {
    checkClean(unclosedQuote, `
FROM alpine:3.24
ENV A="b" B='c"' C=\\" D="\\""
RUN echo "
CMD echo '
LABEL a="b 'c"
USER $X"y"
COPY ["a b", "/c"]
`);
  });
});
