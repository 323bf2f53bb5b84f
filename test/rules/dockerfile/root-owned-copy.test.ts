import { rootOwnedCopy } from '../../../server/src/lint/rules/dockerfile/root-owned-copy';
import { checkFix, checkRule } from '../../helpers/rules';

describe('root-owned-copy', () => {
  it('marks the keyword', () => {
    checkRule(rootOwnedCopy, `
FROM alpine:3.24
COPY a /b
USER app:grp
COPY a /b
^^^^ info root-owned-copy/root
COPY --chown=app a /b
USER root
COPY a /b
`);
  });

  it('follows arguments, the chain of stages and later chowns', () => {
    checkRule(rootOwnedCopy, `
FROM debian:13 AS base
ARG U=app
USER $U
FROM base
WORKDIR /srv
COPY a data/
RUN chown -R app /srv
COPY <<EOF /etc/x
^^^^ info root-owned-copy/root
a
EOF
RUN chown app /srv
`);
  });

  it('adds --chown', () => {
    checkFix(rootOwnedCopy, `
FROM alpine:3.24
USER app:grp
COPY a /b
`, `
FROM alpine:3.24
USER app:grp
COPY --chown=app:grp a /b
`, 'unsafe');
  });
});
