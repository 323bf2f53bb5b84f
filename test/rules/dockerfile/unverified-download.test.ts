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

  it('wants the check before the use', () => {
    checkRule(unverifiedDownload, `
FROM alpine:3.24
RUN wget https://example.com/a.tgz && tar xf a.tgz && sha256sum -c a.sha256
         ^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/unpacked
RUN wget https://example.com/a.tgz && sha256sum -c a.sha256 && tar xf a.tgz
RUN wget https://github.com/a/b/archive/0123456789012345678901234567890123456789.tar.gz -O b.tgz && tar xf b.tgz
RUN wget "$URL" -O "$OUT" && tar xf "$OUT"
RUN wget -qO- "$BASE/x-$V.tgz" | tar xz
              ^^^^^^^^^^^^^^^^ info unverified-download/unpacked
`);
  });

  it('asks for a version where the address moves', () => {
    checkRule(unverifiedDownload, `
FROM rockylinux:9
RUN curl -fsSL -o x.tgz https://example.com/latest/x.tgz && tar xf x.tgz
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/moving
RUN wget -qO- https://github.com/a/b/archive/refs/heads/v3.tar.gz | tar xz
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/moving
RUN wget -qO- https://codeload.github.com/a/b/tar.gz/master | tar xz
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/moving
RUN U=$(curl -s https://api.github.com/repos/a/b/releases/latest | jq -r .tarball_url) && curl -L "$U" | tar xz
                                                                                                  ^^^^ info unverified-download/moving
RUN export V=$(curl -s https://dl.example.com/release/stable.txt); F=tool-$V; curl -Lo t https://example.com/$F && chmod +x t
                                                                                         ^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/moving
RUN curl -Lo a.zip \`curl -s https://api.github.com/repos/a/b/releases/latest | jq -r .zipball_url\` && unzip a.zip
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/moving
RUN dnf install -y https://example.com/epel-release-latest-9.noarch.rpm
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/moving
RUN LATEST_RELEASE_URL=https://example.com/t; curl -Lo t $LATEST_RELEASE_URL && chmod +x t
                                                         ^^^^^^^^^^^^^^^^^^^ info unverified-download/executed
RUN curl -Lo t https://github.com/a/b/raw/refs/heads/main/tool-1.4.2.tgz && tar xf t
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/unpacked
RUN V=$(uname -m); curl -Lo t https://example.com/1.2/$V && chmod +x t
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/executed
RUN curl -Lo t https://snapshot.debian.org/archive/20200101/t && chmod +x t
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/executed
`);
  });

  it('sees packages that are installed from an address', () => {
    checkRule(unverifiedDownload, `
FROM rockylinux:9
RUN dnf install -y https://example.com/a.rpm b
                   ^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/direct
RUN rpm -i https://example.com/a.rpm && rpm --import https://example.com/key.rpm
           ^^^^^^^^^^^^^^^^^^^^^^^^^ info unverified-download/direct
`);
  });
});
