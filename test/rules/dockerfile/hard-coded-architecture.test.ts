import { hardCodedArchitecture } from '../../../server/src/lint/rules/dockerfile/hard-coded-architecture';
import { checkClean, checkRule } from '../../helpers/rules';

describe('hard-coded-architecture', () => {
  it('downloads of a file for several platforms', () => {
    checkRule(hardCodedArchitecture, `
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
RUN curl -fLo /t.tgz https://example.com/tool-1.2-linux-amd64.tar.gz
                                                        ^^^^^ warning hard-coded-architecture/fixed
FROM alpine:3.24
ADD https://example.com/x86_64/app /bin/
                        ^^^^^^ warning hard-coded-architecture/fixed
RUN FILE=protoc-linux-x86_64.zip && wget https://example.com/$FILE
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^ warning hard-coded-architecture/fixed
`);
  });

  it('no sign of platforms', () => {
    checkClean(hardCodedArchitecture, 'FROM alpine:3.24\nRUN wget https://example.com/linux-amd64/x\n');
  });

  it('chosen, asked for, in a branch, one for each, a fixed platform', () => {
    checkClean(hardCodedArchitecture, `
FROM alpine:3.24
ARG TARGETARCH ARCH=amd64
RUN wget https://example.com/x-$TARGETARCH
RUN wget https://example.com/x-$ARCH.tar
RUN if [ "$X" = 1 ]; then wget https://example.com/x-amd64; fi
RUN case $(uname -m) in x86_64) A=amd64;; esac; wget https://example.com/x-amd64
RUN wget https://example.com/x-amd64 https://example.com/x-arm64
RUN wget https://example.com/x-aarch64.deb
FROM --platform=linux/amd64 debian:13
RUN wget https://example.com/x-amd64
`);
  });
});
