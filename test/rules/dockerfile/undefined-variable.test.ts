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
        ^^^^^^^^^^^^ warning undefined-variable/undefined
COPY --chown=$OWNER a b
             ^^^^^^ warning undefined-variable/undefined
RUN --mount=type=cache,target=$CACHE true
                              ^^^^^^ warning undefined-variable/undefined
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
RUN TARGETARCH=$(uname -m) && echo $TARGETARCH
`);
  });

  it('has an unsafe fix', () => {
    checkFix(undefinedVariable, `
FROM alpine:3.24
ENV PATH=$PAHT:/x
COPY bin-$TARGETARCH /x
`, `
FROM alpine:3.24
ENV PATH=$PATH:/x
ARG TARGETARCH
COPY bin-$TARGETARCH /x
`, 'unsafe');
  });
});
