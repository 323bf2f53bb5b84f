import { checkClean, checkRule } from '../../helpers/rules';
import { buildxLabel } from '../../../server/src/lint/rules/dockerfile/buildx-label';

describe('buildx-label', () => {
  it('in the final chain', () => {
    checkRule(buildxLabel, `
FROM alpine:3.24 AS meta
LABEL org.opencontainers.image.revision=abc
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info buildx-label/git
FROM meta
LABEL org.opencontainers.image.source=https://example.com a=b
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info buildx-label/git
`);
  });

  it('builder stages and other labels', () => {
    checkClean(buildxLabel, `
FROM alpine:3.24 AS build
LABEL org.opencontainers.image.revision=abc
FROM alpine:3.24
LABEL org.opencontainers.image.title=x
LABEL org.opencontainers.image.revision abc
`);
  });
});
