import { proxyArgument } from '../../../server/src/lint/rules/dockerfile/proxy-argument';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('proxy-argument', () => {
  it('with and without a value', () => {
    checkRule(proxyArgument, `
FROM alpine:3.24
ARG HTTP_PROXY https_proxy=
    ^^^^^^^^^^ info proxy-argument/predefined
               ^^^^^^^^^^^ info proxy-argument/predefined
ARG ALL_PROXY=socks5://proxy:1080
    ^^^^^^^^^ info proxy-argument/fixed
RUN apk add git
`);
  });

  it('used by another instruction, above the first FROM, no_proxy, other names', () => {
    checkClean(proxyArgument, `
ARG HTTP_PROXY
FROM alpine:3.24
ARG http_proxy
ENV http_proxy=$http_proxy
ARG NO_PROXY
ARG PROXY
ONBUILD ARG HTTPS_PROXY
`);
  });

  it('is removed where it has no value', () => {
    checkFix(proxyArgument, `
FROM alpine:3.24
ARG HTTP_PROXY
ARG VERSION=1 HTTPS_PROXY
ARG FTP_PROXY=http://proxy
RUN make
`, `
FROM alpine:3.24
ARG VERSION=1
ARG FTP_PROXY=http://proxy
RUN make
`);
  });
});
