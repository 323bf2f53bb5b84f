import { cacheMountDefeated } from '../../../server/src/lint/rules/dockerfile/cache-mount-defeated';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('cache-mount-defeated', () => {
  it('options and variables', () => {
    checkRule(cacheMountDefeated, `
FROM python:3.14-alpine
RUN --mount=type=cache,target=/root/.cache pip install --no-cache-dir -r requirements.txt
                                                       ^^^^^^^^^^^^^^ warning cache-mount-defeated/option
RUN --mount=type=cache,target=/var/cache/apk apk add --no-cache git
                                                     ^^^^^^^^^^ warning cache-mount-defeated/option
RUN --mount=type=cache,target=/home/app/.cache/uv uv sync --no-cache
                                                          ^^^^^^^^^^ warning cache-mount-defeated/option
ENV PIP_NO_CACHE_DIR=1
RUN --mount=type=cache,target=/root/.cache/pip python -m pip install flask
                                               ^^^^^^ warning cache-mount-defeated/variable
ENV PIP_NO_CACHE_DIR=off UV_NO_CACHE=0
RUN --mount=type=cache,target=/root/.cache/pip python -m pip install flask
                                               ^^^^^^ warning cache-mount-defeated/variable
RUN --mount=type=cache,target=/root/.cache/uv uv sync
`);
  });

  it('emptied', () => {
    checkRule(cacheMountDefeated, `
FROM fedora:44
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y git && dnf clean all
                                                                   ^^^ warning cache-mount-defeated/emptied
RUN --mount=type=cache,target=/root/.npm npm ci && rm -rf /root/.npm/*
                                                   ^^ warning cache-mount-defeated/emptied
RUN --mount=type=cache,target=/root/.npm npm ci && npm cache clean --force
                                                   ^^^ warning cache-mount-defeated/emptied
`);
  });

  it('docker-clean', () => {
    checkRule(cacheMountDefeated, `
FROM debian:13 AS base
FROM base
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y git
                              ^^^^^^^^^^^^^^ warning cache-mount-defeated/dockerClean
`);
    checkClean(cacheMountDefeated, `
FROM debian:13 AS base
RUN rm -f /etc/apt/apt.conf.d/docker-clean
FROM base
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y git
FROM debian:13
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y -o APT::Keep-Downloaded-Packages=true git
RUN --mount=type=cache,target=/var/cache/apt apt-get update
FROM debian:13
COPY apt.conf /etc/apt/apt.conf.d/
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y git
FROM example.com/base
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y git
FROM debian:13
RUN --mount=type=cache,target=/var/lib/apt apt-get install -y git
`);
  });

  it('caches that are used, other directories, other mounts', () => {
    checkClean(cacheMountDefeated, `
FROM python:3.14-alpine
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
RUN --mount=type=cache,target=/root/.npm pip install --no-cache-dir -r requirements.txt
RUN --mount=type=tmpfs,target=/root/.cache/pip pip install --no-cache-dir -r requirements.txt
RUN --mount=type=cache,target=/root/.npm npm ci && rm -rf /tmp/x /root/.npm/_logs
RUN --mount=type=cache,target=/root/.npm npm ci; if [ -n "$CI" ]; then rm -rf /root/.npm; fi
RUN --mount=type=cache,target=/root/.cache/uv uv sync && uv cache prune --ci
ENV PIP_NO_CACHE_DIR=
RUN --mount=type=cache,target=/root/.cache/pip pip install flask
`);
  });

  it('is put right', () => {
    checkFix(cacheMountDefeated, `
FROM python:3.14
RUN --mount=type=cache,target=/root/.cache/pip \\
    pip install \\
      --no-cache-dir \\
      -r requirements.txt
RUN --mount=type=cache,target=/root/.npm npm ci && npm cache clean --force
`, `
FROM python:3.14
RUN --mount=type=cache,target=/root/.cache/pip \\
    pip install \\
      -r requirements.txt
RUN --mount=type=cache,target=/root/.npm npm ci
`);
    checkFix(cacheMountDefeated, `
FROM debian:13
# tools
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y git
`, `
FROM debian:13
RUN rm -f /etc/apt/apt.conf.d/docker-clean
# tools
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y git
`, 'unsafe');
  });
});
