import { proxyInEnv } from '../../../server/src/lint/rules/dockerfile/proxy-in-env';
import { checkClean, checkRule } from '../../helpers/rules';

describe('proxy-in-env', () => {
  it('literal, from an argument, in a stage of the chain', () => {
    checkRule(proxyInEnv, `
FROM alpine:3.24 AS base
ENV HTTP_PROXY=http://proxy:3128
    ^^^^^^^^^^ warning proxy-in-env/kept
FROM base
ARG https_proxy
ENV LANG=C https_proxy=$https_proxy
           ^^^^^^^^^^^ warning proxy-in-env/kept
ENV all_proxy socks5://$HOST
    ^^^^^^^^^ warning proxy-in-env/kept
`);
  });

  it('empty, emptied, no_proxy, another stage, the proxy of the builder without ARG', () => {
    checkClean(proxyInEnv, `
FROM alpine:3.24 AS build
ENV HTTP_PROXY=http://proxy:3128
FROM alpine:3.24
ARG HTTP_PROXY
ENV http_proxy=""
ENV ftp_proxy=http://proxy:3128
RUN apk add x
ENV ftp_proxy=
ENV NO_PROXY=localhost
ENV https_proxy \${HTTPS_PROXY}
`);
  });
});
