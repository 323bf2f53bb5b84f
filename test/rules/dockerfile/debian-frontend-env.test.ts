import { debianFrontendEnv } from '../../../server/src/lint/rules/dockerfile/debian-frontend-env';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('debian-frontend-env', () => {
  it('in the final stage and those it starts from', () => {
    checkRule(debianFrontendEnv, `
FROM debian:13 AS base
FROM debian:13 AS build
ENV DEBIAN_FRONTEND=noninteractive
FROM base
ENV LANG=C.UTF-8 \\
    DEBIAN_FRONTEND=noninteractive
    ^^^^^^^^^^^^^^^ info debian-frontend-env/kept
`);
    checkRule(debianFrontendEnv, `
FROM debian:13 AS base
ENV DEBIAN_FRONTEND noninteractive
    ^^^^^^^^^^^^^^^ info debian-frontend-env/kept
FROM base
ENV LANG=C.UTF-8
`);
  });

  it('ARG, one RUN, put back later, other values', () => {
    checkClean(debianFrontendEnv, `
FROM debian:13 AS one
ARG DEBIAN_FRONTEND=noninteractive
RUN DEBIAN_FRONTEND=noninteractive apt-get install -y vim
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get install -y vim
ENV DEBIAN_FRONTEND=
`);
    checkClean(debianFrontendEnv, `
FROM debian:13
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get install -y vim
ENV DEBIAN_FRONTEND=newt
`);
  });

  it('becomes ARG', () => {
    checkFix(debianFrontendEnv, `
FROM debian:13
ENV DEBIAN_FRONTEND noninteractive
RUN apt-get update
`, `
FROM debian:13
ARG DEBIAN_FRONTEND=noninteractive
RUN apt-get update
`, 'unsafe');
  });

  it('is taken out of a longer ENV', () => {
    checkFix(debianFrontendEnv, `
FROM debian:13
# the locale
ENV LANG=C.UTF-8 \\
    DEBIAN_FRONTEND=noninteractive \\
    TZ=UTC
`, `
FROM debian:13
ARG DEBIAN_FRONTEND=noninteractive
# the locale
ENV LANG=C.UTF-8 \\
    TZ=UTC
`, 'unsafe');
    checkFix(debianFrontendEnv, `
FROM debian:13
ENV LANG=C.UTF-8 \\
    DEBIAN_FRONTEND="noninteractive"
`, `
FROM debian:13
ARG DEBIAN_FRONTEND=noninteractive
ENV LANG=C.UTF-8
`, 'unsafe');
  });
});
