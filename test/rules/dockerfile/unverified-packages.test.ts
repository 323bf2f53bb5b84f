import { unverifiedPackages } from '../../../server/src/lint/rules/dockerfile/unverified-packages';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unverified-packages', () => {
  it('marks the option', () => {
    checkRule(unverifiedPackages, `
FROM alpine:3.24
RUN apk add --allow-untrusted x.apk
            ^^^^^^^^^^^^^^^^^ error unverified-packages/option
RUN apt-get install -y --allow-unauthenticated x && yum -y --nogpgcheck install y
                       ^^^^^^^^^^^^^^^^^^^^^^^ error unverified-packages/option
                                                           ^^^^^^^^^^^^ error unverified-packages/option
RUN rpm --nosignature -i x.rpm
        ^^^^^^^^^^^^^ error unverified-packages/option
RUN apk add x
`);
  });

  it('leaves the archives of ended releases alone, whose signatures have expired', () => {
    checkClean(unverifiedPackages, 'FROM debian:8\nRUN echo "deb http://archive.debian.org/debian jessie main" > /etc/apt/sources.list\nRUN apt-get update && apt-get install -y --force-yes make\n');
    checkRule(unverifiedPackages, 'FROM debian:8\nRUN apt-get install -y --allow-unauthenticated make\n                       ^^^^^^^^^^^^^^^^^^^^^^^ error unverified-packages/option\nRUN echo archive.debian.org\n');
  });

  it('removes it', () => {
    checkFix(unverifiedPackages, `
FROM debian:13
RUN apt-get install --force-yes x && apk add --allow-untrusted y
`, `
FROM debian:13
RUN apt-get install -y x && apk add y
`, 'unsafe');
  });

  it('marks settings, in words and in files', () => {
    checkRule(unverifiedPackages, `
FROM debian:13
RUN apt-get -o APT::Get::AllowUnauthenticated=true install x && dnf install --setopt=gpgcheck=0 y
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unverified-packages/setting
                                                                            ^^^^^^^^^^^^^^^^^^^ error unverified-packages/setting
RUN echo "deb [arch=amd64 trusted=yes] https://example.com/ stable main" > /etc/apt/sources.list.d/x.list
                          ^^^^^^^^^^^ error unverified-packages/setting
RUN sed -i 's/gpgcheck=0/gpgcheck=1/' /etc/yum.conf; sed -i 's/gpgcheck=1/gpgcheck=0/' /etc/yum.conf
                                                                          ^^^^^^^^^^ error unverified-packages/setting
COPY <<EOF /etc/yum.repos.d/x.repo
[x]
baseurl=https://example.com/
# gpgcheck=0
gpgcheck=0
^^^^^^^^^^ error unverified-packages/setting
EOF
RUN printf '[x]\\nSigLevel = Never\\n' >> /etc/pacman.conf
RUN printf '[x] SigLevel = Never' >> /etc/pacman.conf
                ^^^^^^^^^^^^^^^^ error unverified-packages/setting
`);
  });

  it('marks variables of go', () => {
    checkRule(unverifiedPackages, `
FROM golang:1.27
ENV GOSUMDB=off
    ^^^^^^^^^^^ error unverified-packages/variable
RUN GONOSUMDB=* go mod download && export GOFLAGS=-insecure
    ^^^^^^^^^^^ error unverified-packages/variable
                                          ^^^^^^^^^^^^^^^^^ error unverified-packages/variable
ENV GOSUMDB=sum.golang.org GONOSUMDB=example.com/internal
`);
    checkFix(unverifiedPackages, 'FROM golang:1.27\nENV GOSUMDB=off\nUSER 1\n', 'FROM golang:1.27\nUSER 1\n', 'unsafe');
  });

  it('keeps a yes that is there', () => {
    checkFix(unverifiedPackages, 'FROM debian:13\nRUN apt-get install -y \\\n  --force-yes \\\n  x\n', 'FROM debian:13\nRUN apt-get install -y \\\n  x\n', 'unsafe');
  });

  it('is silent about packages that were built here', () => {
    checkClean(unverifiedPackages, 'FROM alpine:3.24\nRUN apk index --allow-untrusted -o /p/APKINDEX.tar.gz /p/*.apk\n');
    checkClean(unverifiedPackages, 'FROM debian:13\nRUN echo "deb [ trusted=yes ] file://$dir ./" > /etc/apt/sources.list.d/temp.list\n');
  });
});
