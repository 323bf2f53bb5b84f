import { plainHttpUrl } from '../../../server/src/lint/rules/dockerfile/plain-http-url';
import { checkFix, checkRule } from '../../helpers/rules';

describe('plain-http-url', () => {
  it('marks the address', () => {
    checkRule(plainHttpUrl, `
FROM alpine:3.24
ADD http://example.com/x /x
    ^^^^^^^^^^^^^^^^^^^^ warning plain-http-url/plain
RUN curl -o x http://example.com/x && wget "ftp://example.com/y"
              ^^^^^^^^^^^^^^^^^^^^ warning plain-http-url/plain
                                           ^^^^^^^^^^^^^^^^^^^^^ warning plain-http-url/plain
RUN pip install --index-url http://pypi.example.org/simple django
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning plain-http-url/plain
RUN git clone http://example.com/x.git
              ^^^^^^^^^^^^^^^^^^^^^^^^ warning plain-http-url/plain
`);
  });

  it('leaves local addresses and mere text alone', () => {
    checkRule(plainHttpUrl, `
FROM alpine:3.24
RUN curl -f http://localhost:8080/health http://127.0.0.1/x http://db/x
RUN echo http://example.com/x && curl -H "Referer: http://example.com" https://example.com/x
ADD https://example.com/x /x
RUN curl "$URL"
`);
  });

  it('writes https', () => {
    checkFix(plainHttpUrl, `
FROM alpine:3.24
RUN wget "http://example.com/x"
ADD HTTP://example.com/x /x
`, `
FROM alpine:3.24
RUN wget "https://example.com/x"
ADD https://example.com/x /x
`, 'unsafe');
  });
});
