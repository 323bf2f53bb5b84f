import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { longCommandChain } from '../../../server/src/lint/rules/dockerfile/long-command-chain';

describe('long-command-chain', () => {
  it('chains and rows', () => {
    checkRule(longCommandChain, `
FROM alpine:3.24
RUN a && b && c
^^^ hint long-command-chain/chain
WORKDIR /x
RUN a && b && rm -rf /opt/build
^^^ hint long-command-chain/chain
COPY x y
RUN a
^^^ hint long-command-chain/runs
RUN b && c
RUN d
`);
  });

  it('another limit', () => {
    checkRule(longCommandChain, `
FROM alpine:3.24
RUN a && b
^^^ hint long-command-chain/chain
`, { options: { min: 2 } });
  });

  it('short ones, heredocs, exec forms, others between', () => {
    checkClean(longCommandChain, `
FROM alpine:3.24
RUN a && b
RUN ["a"]
RUN <<EOF
a
b
c
EOF
WORKDIR /x
RUN a; b; c
COPY x y
RUN a || b || c
COPY x y
RUN a && b && rm -rf /var/lib/apt/lists/* && npm cache clean --force
COPY x y
RUN a && b && rm -rf ~/.bundle/cache /usr/local/bundle/cache
`);
  });

  it('one command a line', () => {
    checkFix(longCommandChain, `
FROM alpine:3.24
RUN a x && b | c \\
      -d && \\
    e
`, `
FROM alpine:3.24
RUN <<EOF
set -e
a x
b | c -d
e
EOF
`, 'unsafe');
  });
});
