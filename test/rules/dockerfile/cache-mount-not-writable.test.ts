import { cacheMountNotWritable } from '../../../server/src/lint/rules/dockerfile/cache-mount-not-writable';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('cache-mount-not-writable', () => {
  it('of another user than root', () => {
    checkRule(cacheMountNotWritable, `
FROM node:24 AS base
USER 1000:1000
FROM base
RUN --mount=type=cache,target=/home/node/.npm npm ci
                              ^^^^^^^^^^^^^^^ warning cache-mount-not-writable/owner
USER node
RUN --mount=type=cache,target=/home/node/.npm npm ci
                              ^^^^^^^^^^^^^^^ warning cache-mount-not-writable/name
`);
  });

  it('root, unknown users, owners, sudo, other mounts', () => {
    checkClean(cacheMountNotWritable, `
FROM node:24
RUN --mount=type=cache,target=/root/.npm npm ci
USER root
RUN --mount=type=cache,target=/root/.npm npm ci
ARG USER_ID
USER $USER_ID
RUN --mount=type=cache,target=/root/.npm npm ci
USER 1000
RUN --mount=type=cache,target=/x,uid=1000 --mount=type=cache,target=/y,mode=0777 npm ci
RUN --mount=type=bind,target=/x npm ci
RUN --mount=type=cache,target=/var/cache/apt sudo apt-get install -y git
`);
  });

  it('gets its owner', () => {
    checkFix(cacheMountNotWritable, `
FROM node:24
RUN useradd -u 10001 app
USER app
RUN --mount=type=cache,target=/x npm ci
`, `
FROM node:24
RUN useradd -u 10001 app
USER app
RUN --mount=type=cache,target=/x,uid=10001 npm ci
`);
  });
});
