import { checkClean, checkRule } from '../../helpers/rules';
import { heredocDestination } from '../../../server/src/lint/rules/dockerfile/heredoc-destination';

describe('heredoc-destination', () => {
  it('in COPY and ADD', () => {
    checkRule(heredocDestination, `
FROM alpine:3.24
COPY /a <<EOF
        ^^^^^ error heredoc-destination/last
x
EOF
ADD <<A <<B
        ^^^ error heredoc-destination/last
A
B
`);
  });

  it('as a source', () => {
    checkClean(heredocDestination, `
FROM alpine:3.24
COPY <<EOF /a
x
EOF
RUN <<EOF
x
EOF
`);
  });
});
