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

  it('is calmer about what is verified, and leaves signed packages alone', () => {
    checkRule(plainHttpUrl, `
FROM alpine:3.24
RUN wget http://example.com/x && sha256sum -c x.sha256
         ^^^^^^^^^^^^^^^^^^^^ info plain-http-url/verified
RUN apk add --repository http://dl-cdn.alpinelinux.org/alpine/edge/testing foo
`);
  });

  it('has no fix where the address comes out of a variable', () => {
    checkFix(plainHttpUrl, 'FROM alpine:3.24\nENV U=http://example.com/x\nRUN wget $U\n', 'FROM alpine:3.24\nENV U=http://example.com/x\nRUN wget $U\n', 'unsafe');
  });
});
