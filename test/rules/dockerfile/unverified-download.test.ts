import { unverifiedDownload } from '../../../server/src/lint/rules/dockerfile/unverified-download';
import { checkRule } from '../../helpers/rules';

describe('unverified-download', () => {
  it('follows the file to its use', () => {
    checkRule(unverifiedDownload, `
FROM alpine:3.24
RUN curl -fsSL -o /tmp/x.tgz https://example.com/x.tgz && tar -xzf /tmp/x.tgz
                             ^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/unpacked
RUN curl -fsSLO https://example.com/x.deb; dpkg -i ./x.deb
                ^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/installed
RUN wget https://example.com/run.sh && chmod +x run.sh && ./run.sh
         ^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/executed
RUN curl https://example.com/x.tgz | tar xz -C /opt
         ^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/unpacked
RUN wget -O /usr/bin/tool https://example.com/tool && chmod 0755 /usr/bin/tool
                          ^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/executed
`);
  });

  it('resolves versions', () => {
    checkRule(unverifiedDownload, `
FROM alpine:3.24
ENV V=1.2
RUN curl -fsSL "https://example.com/x-\${V}.tgz" -o x.tgz && tar xf x.tgz
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/unpacked
`);
  });

  it('accepts verification, and files that are only stored', () => {
    checkRule(unverifiedDownload, `
FROM alpine:3.24
RUN curl -fsSL -o x.tgz https://example.com/x.tgz && echo "abc  x.tgz" | sha256sum -c - && tar xf x.tgz
RUN wget https://example.com/x https://example.com/x.asc && gpg --batch --verify x.asc x && chmod +x x
RUN curl -fsSL -o /etc/config.json https://example.com/config.json
RUN curl -fsSL https://example.com/x | sh
`);
  });
});
