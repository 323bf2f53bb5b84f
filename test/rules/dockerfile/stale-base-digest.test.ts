import { staleBaseDigest } from '../../../server/src/lint/rules/dockerfile/stale-base-digest';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('stale-base-digest', () => {
  it('marks the label', () => {
    checkRule(staleBaseDigest, `
FROM alpine:3.24 AS build
LABEL org.opencontainers.image.base.digest="sha256:deadbeef"
FROM scratch
ARG DIGEST
LABEL a=b org.opencontainers.image.base.digest="$DIGEST"
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info stale-base-digest/stale
`);
    checkClean(staleBaseDigest, 'FROM alpine@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e AS a\nFROM a\nLABEL org.opencontainers.image.base.digest=x\n');
  });

  it('removes it', () => {
    checkFix(staleBaseDigest, 'FROM a\nLABEL org.opencontainers.image.base.digest=x b=c\n', 'FROM a\nLABEL b=c\n', 'unsafe');
  });
});
