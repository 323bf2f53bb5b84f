import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { argOutOfScope } from '../../../server/src/lint/rules/dockerfile/arg-out-of-scope';

describe('arg-out-of-scope', () => {
  it('once a stage', () => {
    checkRule(argOutOfScope, `
ARG VERSION=1
ARG DIR=/x
FROM alpine:3.24
LABEL a=$VERSION b=$VERSION
        ^^^^^^^^ error arg-out-of-scope/global
COPY a $DIR/
       ^^^^ error arg-out-of-scope/global
FROM alpine:3.24
ARG VERSION
LABEL a=$VERSION
RUN echo "v\${VERSION}" $DIR > /dir
                       ^^^^ error arg-out-of-scope/global
`);
  });

  it('in heredocs', () => {
    checkRule(argOutOfScope, `
ARG VERSION=1
FROM debian:13
RUN <<EOF
curl -o x https://example.com/$VERSION/x
                              ^^^^^^^^ error arg-out-of-scope/global
EOF
`);
  });

  it('declared, assigned, or set by the base', () => {
    checkClean(argOutOfScope, `
ARG NODE_VERSION=24
ARG VERSION=1
ARG LANG=C
FROM node:$NODE_VERSION
RUN echo $NODE_VERSION
FROM acme/version:1
RUN echo $VERSION
FROM alpine:3.24
ARG VERSION
RUN echo $VERSION
FROM alpine:3.24
RUN VERSION=2; echo $VERSION
RUN for VERSION in 1 2; do echo $VERSION; done
RUN . /etc/os-release && echo $VERSION
RUN echo '$VERSION' \\$VERSION \${VERSION:-2}
RUN --mount=type=secret,id=v,env=VERSION echo $VERSION
FROM python:3
ENV X=$LANG
`);
  });

  it('has an unsafe fix', () => {
    checkFix(argOutOfScope, `
ARG VERSION=1
FROM alpine:3.24
WORKDIR /x
LABEL a=$VERSION
RUN echo $VERSION
`, `
ARG VERSION=1
FROM alpine:3.24
ARG VERSION
WORKDIR /x
LABEL a=$VERSION
RUN echo $VERSION
`, 'unsafe');
  });

  it('a variable that is set to itself on an image that is not known', () => {
    checkClean(argOutOfScope, 'ARG MODE=x\nFROM team/base:1\nENV MODE=${MODE}\n');
    checkRule(argOutOfScope, `
ARG MODE=x
FROM debian:13
ENV MODE=\${MODE}
         ^^^^^^^ error arg-out-of-scope/global
FROM team/base:1
ENV OTHER=\${MODE}
          ^^^^^^^ error arg-out-of-scope/global
`);
  });
});
