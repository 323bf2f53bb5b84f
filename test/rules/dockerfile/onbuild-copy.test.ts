import { checkClean, checkRule } from '../../helpers/rules';
import { onbuildCopy } from '../../../server/src/lint/rules/dockerfile/onbuild-copy';

describe('onbuild-copy', () => {
  it('COPY and ADD of the context', () => {
    checkRule(onbuildCopy, `
FROM alpine:3.24
ONBUILD COPY . /app
        ^^^^ info onbuild-copy/context
ONBUILD ADD x /app
        ^^^ info onbuild-copy/context
`);
  });

  it('other images, heredocs, other triggers', () => {
    checkClean(onbuildCopy, `
FROM alpine:3.24
ONBUILD COPY --from=busybox:1 /x /x
ONBUILD RUN true
COPY . /app
`);
  });
});
