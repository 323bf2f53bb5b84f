import { noCacheMount } from '../../../server/src/lint/rules/dockerfile/no-cache-mount';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('no-cache-mount', () => {
  it('marks the first call that has none', () => {
    checkRule(noCacheMount, `
FROM node:24
RUN npm ci
        ^^ hint no-cache-mount/mount
RUN --mount=type=cache,target=/root/.npm npm ci
RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y gcc
                                                     ^^^^^^ hint no-cache-mount/mount
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y gcc
RUN go build ./... && cargo test build
       ^^^^^ hint no-cache-mount/mount
RUN ["npm", "ci"]
RUN npm run build
`);
  });

  it('is silent where the RUN leaves no cache', () => {
    checkClean(noCacheMount, `
FROM node:24
RUN npm ci && npm cache clean --force
RUN apk add --no-cache curl
RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir x
`);
  });

  it('adds mounts', () => {
    checkFix(noCacheMount, `
FROM debian:13
RUN apt-get update \\
  && apt-get install -y gcc
ENV PNPM_HOME=/pnpm
RUN pnpm install
USER app
RUN npm ci
`, `
FROM debian:13
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
    --mount=type=cache,target=/var/lib/apt,sharing=locked \\
    apt-get update \\
  && apt-get install -y gcc
ENV PNPM_HOME=/pnpm
RUN --mount=type=cache,target=/pnpm/store pnpm install
USER app
RUN npm ci
`, 'unsafe');
  });
});
