import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { chainedWorkdir } from '../../../server/src/lint/rules/dockerfile/chained-workdir';

describe('chained-workdir', () => {
  it('below an absolute one', () => {
    checkRule(chainedWorkdir, `
FROM alpine:3.24 AS base
WORKDIR /app
WORKDIR lib
        ^^^ hint chained-workdir/below
FROM base
WORKDIR ../src
        ^^^^^^ hint chained-workdir/below
FROM alpine:3.24
WORKDIR $X
WORKDIR lib
        ^^^ hint chained-workdir/below
`);
  });

  it('where the base decides', () => {
    checkClean(chainedWorkdir, `
FROM alpine:3.24
WORKDIR app
`);
  });

  it('is fixed', () => {
    checkFix(chainedWorkdir, `
FROM alpine:3.24
WORKDIR /app
WORKDIR ../lib/x
`, `
FROM alpine:3.24
WORKDIR /app
WORKDIR /lib/x
`);
  });
});
