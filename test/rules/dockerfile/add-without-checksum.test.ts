import { addWithoutChecksum } from '../../../server/src/lint/rules/dockerfile/add-without-checksum';
import { checkClean, checkRule } from '../../helpers/rules';

describe('add-without-checksum', () => {
  it('marks the address', () => {
    checkRule(addWithoutChecksum, `
FROM alpine:3.24
ARG V=1
ADD https://example.com/x-$V.tgz /x/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-without-checksum/file
ADD https://github.com/acme/x.git#main /src
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-without-checksum/git
ADD git@github.com:acme/x.git /src
    ^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-without-checksum/git
`);
  });

  it('accepts checksums, full commits and local files', () => {
    checkRule(addWithoutChecksum, `
FROM alpine:3.24
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/x /x
ADD https://github.com/acme/x.git#0123456789abcdef0123456789abcdef01234567 /src
ADD x.tar.gz /x/
`);
  });

  it('leaves the state of a branch alone', () => {
    checkRule(addWithoutChecksum, `
FROM alpine:3.24
ADD https://api.github.com/repos/a/b/git/refs/heads/main /.state
`);
  });

  it('is silent where a later RUN compares the file', () => {
    checkClean(addWithoutChecksum, `
FROM debian:13
ARG TARGETARCH
ADD https://example.com/gosu-$TARGETARCH /usr/local/bin/gosu
ADD https://example.com/gosu-$TARGETARCH.asc /usr/local/bin/gosu.asc
RUN gpg --batch --verify /usr/local/bin/gosu.asc /usr/local/bin/gosu && chmod +x /usr/local/bin/gosu
ADD https://example.com/tool.tgz /tmp/
RUN echo "abc /tmp/tool.tgz" | sha256sum -c -
`);
    checkRule(addWithoutChecksum, `
FROM debian:13
ADD https://example.com/tool.tgz /tmp/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info add-without-checksum/unversioned
RUN echo "abc /tmp/other.tgz" | sha256sum -c - && true
`);
  });

  it('only notes an address that moves by design', () => {
    checkRule(addWithoutChecksum, `
FROM alpine:3.24
ADD https://github.com/acme/tool/releases/latest/download/tool /bin/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info add-without-checksum/moving
ADD https://raw.githubusercontent.com/acme/tool/main/setup.sh /
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info add-without-checksum/moving
ADD https://example.com/agent/latest/agent.deb /tmp/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info add-without-checksum/moving
`);
  });

  it('only notes an address without a version', () => {
    checkRule(addWithoutChecksum, `
FROM alpine:3.24
ADD https://example.com/client/linux-amd64/mc /bin/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info add-without-checksum/unversioned
ADD https://example.com/client/v3/linux-amd64/mc /bin/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning add-without-checksum/file
`);
  });
});
