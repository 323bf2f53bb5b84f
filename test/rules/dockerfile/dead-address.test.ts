import { deadAddress } from '../../../server/src/lint/rules/dockerfile/dead-address';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('dead-address', () => {
  it('marks the word with the address', () => {
    checkRule(deadAddress, `
FROM debian:13
RUN apt-key adv --keyserver hkp://p80.pool.sks-keyservers.net:80 --recv-keys X
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning dead-address/dead
RUN curl -fsSL https://dl.bintray.com/a/b.zip -o b.zip
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning dead-address/dead
RUN echo "deb https://apt.kubernetes.io/ kubernetes-xenial main" > /etc/apt/sources.list.d/k.list
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning dead-address/dead
RUN git clone git://github.com/a/b.git && npm install git://github.com/a/b
              ^^^^^^^^^^^^^^^^^^^^^^^^ warning dead-address/gitProtocol
                                                      ^^^^^^^^^^^^^^^^^^^^ warning dead-address/gitProtocol
ADD https://dl.bintray.com/a/b.zip /
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning dead-address/dead
`);
  });

  it('leaves loops, replacements and other hosts alone', () => {
    checkClean(deadAddress, `
FROM debian:13
RUN for server in ha.pool.sks-keyservers.net keyserver.ubuntu.com; do gpg --keyserver "$server" --recv-keys X && break; done
RUN sed -i 's/mirrorlist.centos.org/vault.centos.org/' /etc/yum.repos.d/*.repo
RUN gpg --keyserver keyserver.ubuntu.com --recv-keys X && git clone https://github.com/a/b && git clone git://git.example.com/x
RUN echo see https://bintray.com/
RUN gpg --keyserver keys.gnupg.net --recv-keys X || gpg --keyserver keyserver.ubuntu.com --recv-keys X
RUN bash -c 'for s in keys.gnupg.net keyserver.ubuntu.com; do gpg --keyserver $s --recv-keys X; done'
`);
  });

  it('uses what took its place', () => {
    checkFix(deadAddress, `
FROM debian:13
RUN gpg --keyserver "ha.pool.sks-keyservers.net" --recv-keys X
RUN git clone git://github.com/a/b.git
`, `
FROM debian:13
RUN gpg --keyserver "keyserver.ubuntu.com" --recv-keys X
RUN git clone https://github.com/a/b.git
`, 'unsafe');
  });
});
