import { checkRule } from '../../helpers/rules';
import { untaggedImage } from '../../../server/src/lint/rules/dockerfile/untagged-image';

describe('untagged-image', () => {
  it('marks the name in FROM, COPY --from and mounts', () => {
    checkRule(untaggedImage, `
FROM alpine AS build
     ^^^^^^ warning untagged-image/untagged
FROM host:5000/team/app
     ^^^^^^^^^^^^^^^^^^ warning untagged-image/untagged
COPY --from=nginx /a /b
            ^^^^^ warning untagged-image/untagged
RUN --mount=type=bind,from=busybox,target=/b true
                           ^^^^^^^ warning untagged-image/untagged
`);
  });

  it('resolves arguments', () => {
    checkRule(untaggedImage, `
ARG BASE=debian
FROM \${BASE}
     ^^^^^^^ warning untagged-image/untagged
`);
  });

  it('leaves stages, scratch, tags, digests and unknown arguments alone', () => {
    checkRule(untaggedImage, `
ARG TAG
FROM alpine:3.24 AS base
FROM base
FROM scratch
FROM alpine@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e
FROM alpine:$TAG
FROM $TAG
COPY --from=base /a /b
COPY --from=0 /a /b
`);
  });

  it('leaves plain names in from to the rule on stages', () => {
    checkRule(untaggedImage, `
FROM alpine:3.24
COPY --from=config / /etc/app/
COPY --from=nginx /etc/nginx /etc/nginx
            ^^^^^ warning untagged-image/untagged
COPY --from=team/config / /etc/app/
            ^^^^^^^^^^^ warning untagged-image/untagged
`);
  });
});
