import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { undefinedVariable } from '../../../server/src/lint/rules/dockerfile/undefined-variable';

describe('undefined-variable', () => {
  it('on bases whose environment is known', () => {
    checkRule(undefinedVariable, `
FROM scratch
COPY $foo .
     ^^^^ warning undefined-variable/undefined
FROM alpine:3.24
ENV A=$HOME/x
      ^^^^^ warning undefined-variable/undefined
WORKDIR \${DIR:-/app}
        ^^^^^^^^^^^^ info undefined-variable/default
COPY --chown=$OWNER a b
             ^^^^^^ warning undefined-variable/undefined
RUN --mount=type=cache,target=$CACHE true
                              ^^^^^^ warning undefined-variable/undefined
EXPOSE \${PORT:-80}
       ^^^^^^^^^^^ info undefined-variable/default
ENV LD_LIBRARY_PATH=\${LD_LIBRARY_PATH}:/x PERL5LIB=/x:$PERL5LIB
                    ^^^^^^^^^^^^^^^^^^ info undefined-variable/list
                                                      ^^^^^^^^^ info undefined-variable/list
`);
  });

  it('near misses, later ones and platform arguments on any base', () => {
    checkRule(undefinedVariable, `
FROM acme/base:1
ARG DIR_ASSETS=a
COPY $DIR_ASSET /x
     ^^^^^^^^^^ warning undefined-variable/misspelt
ENV PATH=$PAHT:/x
         ^^^^^ warning undefined-variable/misspelt
COPY $LATER /x
     ^^^^^^ warning undefined-variable/late
ARG LATER=1
COPY bin-$TARGETARCH /x
         ^^^^^^^^^^^ warning undefined-variable/platform
RUN curl -o /x https://example.com/x-\${TARGETARCH}
                                     ^^^^^^^^^^^^^ warning undefined-variable/platform
`);
  });

  it('takes what is made longer further down for a variable of the base image', () => {
    checkClean(undefinedVariable, 'ARG BASE\nFROM $BASE\nENV OLD_PATHS=$LD_LIBRARY_PATH\nENV LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH\n');
    checkRule(undefinedVariable, 'ARG BASE\nFROM $BASE\nENV A=$B\n      ^^ warning undefined-variable/late\nENV B=1\n');
  });

  it('takes no other word for a misspelling, and no list that a base may have begun', () => {
    checkClean(undefinedVariable, `
FROM acme/base:1
ARG WEBSITE_HOST=a
ENV LD_LIBRARY_PATH=/x:$LD_LIBRARY_PATH
ENV DYLD_LIBRARY_PATH=/x:$DYLD_LIBRARY_PATH
LABEL port=$WEBSITE_PORT
`);
  });

  it('unknown bases, where asked', () => {
    checkRule(undefinedVariable, `
FROM acme/base:1
COPY $foo .
     ^^^^ warning undefined-variable/undefined
`, { options: { unknownBases: true } });
  });

  it('defined, set by the base, or not known', () => {
    checkClean(undefinedVariable, `
FROM acme/base:1
COPY $foo .
ENV LD_LIBRARY_PATH=$LD_LIBRARY_PATH:/x
ARG APP1=x
COPY $APP2 .
FROM python:3
LABEL v=$PYTHON_VERSION
ARG TARGETARCH
RUN echo $TARGETARCH
COPY x-$TARGETARCH /
COPY x $1 /y/
RUN echo $undefined
CMD ["$undefined"]
ENV X=$HTTP_PROXY
ONBUILD COPY $foo .
FROM debian:13
ARG VERSION=\${VERSION:-1}
RUN TARGETARCH=$(uname -m) && echo $TARGETARCH
`);
  });

  it('has an unsafe fix', () => {
    checkFix(undefinedVariable, `
FROM alpine:3.24
ENV A_PATH=$A_PATH:/x B_PATH=/x:$B_PATH
ENV PATH=$PAHT:/x
COPY bin-$TARGETARCH /x
`, `
FROM alpine:3.24
ENV A_PATH=/x B_PATH=/x
ENV PATH=$PATH:/x
ARG TARGETARCH
COPY bin-$TARGETARCH /x
`, 'unsafe');
  });

  it('is silent about an argument that takes over its own value', () => {
    checkClean(undefinedVariable, 'FROM debian:13\nARG VERSION=$VERSION\nARG NAME="${NAME}"\nENV VERSION=1\n');
    checkRule(undefinedVariable, 'FROM debian:13\nARG VERSION=v$VERSION\n             ^^^^^^^^ warning undefined-variable/undefined\n');
  });
});
