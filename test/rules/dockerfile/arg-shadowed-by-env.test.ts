import { argShadowedByEnv } from '../../../server/src/lint/rules/dockerfile/arg-shadowed-by-env';
import { checkClean, checkRule } from '../../helpers/rules';

describe('arg-shadowed-by-env', () => {
  it('in the same stage, and in one that it starts from', () => {
    checkRule(argShadowedByEnv, `
FROM alpine:3.24 AS base
ENV VERSION=1.0 CHANNEL=stable
ARG VERSION=2.0
    ^^^^^^^ warning arg-shadowed-by-env/shadowed
FROM base
ARG OTHER=x CHANNEL
            ^^^^^^^ warning arg-shadowed-by-env/shadowed
RUN make
`);
  });

  it('ARG first, ENV of another stage, ENV made from the ARG', () => {
    checkClean(argShadowedByEnv, `
ARG VERSION=1.0
FROM alpine:3.24 AS base
ARG VERSION=2.0
ENV VERSION=$VERSION
FROM alpine:3.24
ARG VERSION
FROM base
ARG VERSION
`);
  });
});
