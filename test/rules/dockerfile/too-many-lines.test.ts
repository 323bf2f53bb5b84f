import { checkClean, checkRule } from '../../helpers/rules';
import { tooManyLines } from '../../../server/src/lint/rules/dockerfile/too-many-lines';

describe('too-many-lines', () => {
  it('on the first instruction', () => {
    checkRule(tooManyLines, `
# comment

FROM alpine:3.24
^^^^ hint too-many-lines/long
RUN a \\
  b
`, { options: { max: 2 } });
  });

  it('lines that only clean up do not count', () => {
    checkClean(tooManyLines, `
FROM debian:13
RUN <<EOF
set -e
apt-get update
EOF
RUN a && \\
    rm -rf /var/lib/apt/lists/* \\
    && npm cache clean --force
`, { options: { max: 5 } });
    checkRule(tooManyLines, `
FROM debian:13
^^^^ hint too-many-lines/long
RUN a && \\
    b && rm -rf /var/lib/apt/lists/*
`, { options: { max: 2 } });
  });

  it('at the limit', () => {
    checkClean(tooManyLines, `
# syntax=docker/dockerfile:1
# comment
FROM alpine:3.24

RUN a \\
  # comment
  b
`, { options: { max: 3 } });
  });
});
