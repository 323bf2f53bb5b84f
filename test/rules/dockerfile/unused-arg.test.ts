import { unusedArg } from '../../../server/src/lint/rules/dockerfile/unused-arg';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unused-arg', () => {
  it('before the first FROM, and in a stage', () => {
    checkRule(unusedArg, `
ARG VERSION=3.24
ARG DEBUG=0
    ^^^^^ info unused-arg/global
FROM alpine:$VERSION AS base
RUN make
ARG TAG
    ^^^ info unused-arg/stage
FROM alpine:$VERSION
ARG NAME=x
    ^^^^ info unused-arg/stage
COPY . /srv
`);
  });

  it('used', () => {
    checkClean(unusedArg, `
ARG REGISTRY=docker.io
ARG IMAGE=$REGISTRY/library/alpine
ARG PLATFORM=linux/amd64
ARG APP
FROM --platform=$PLATFORM $IMAGE AS base
ARG APP
ENV APP=$APP
FROM base
ARG DIR
WORKDIR /srv/\${DIR:-x}
ARG FILE
COPY --chown=1:1 a-$FILE /srv
ARG FIRST=1
ARG SECOND=$FIRST
RUN make
`);
    checkClean(unusedArg, `
FROM alpine:3.24 AS base
ARG MODE
FROM base
RUN make
FROM alpine:3.24
ARG PATH_TO
ENTRYPOINT exec /bin/$PATH_TO
ARG TAG
ONBUILD COPY $TAG /x
`);
  });

  it('what the builder reads, what breaks the cache, no FROM at all', () => {
    checkClean(unusedArg, `
ARG BUILDKIT_SBOM_SCAN_CONTEXT=true
ARG SOURCE_DATE_EPOCH
FROM alpine:3.24
ARG CACHEBUST=1
ARG HTTP_PROXY
ARG BUILDKIT_SBOM_SCAN_STAGE=true
ONBUILD ARG LATER
`);
    checkClean(unusedArg, 'ARG VERSION=1\n');
  });

  it('words of what was meant as a comment are no arguments', () => {
    checkRule(unusedArg, `
ARG VERSION=3.24 # Declare ARG at the top
ARG DEBUG=0 #no longer read
    ^^^^^ info unused-arg/global
FROM alpine:$VERSION
ARG LATE # not used
    ^^^^ info unused-arg/stage
`);
    checkFix(unusedArg, `
ARG DEBUG=0 # not used
FROM alpine:3.24
`, `
FROM alpine:3.24
`, 'unsafe');
  });

  it('is removed', () => {
    checkFix(unusedArg, `
ARG DEBUG=0
FROM alpine:3.24
ARG A B
`, `
FROM alpine:3.24
ARG A B
`, 'unsafe');
  });
});
