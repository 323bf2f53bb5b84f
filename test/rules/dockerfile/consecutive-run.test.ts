import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { consecutiveRun } from '../../../server/src/lint/rules/dockerfile/consecutive-run';

describe('consecutive-run', () => {
  it('single commands with the same flags', () => {
    checkRule(consecutiveRun, `
FROM alpine:3.24
RUN a
# why
RUN b | c
^^^ hint consecutive-run/join
RUN --mount=type=secret,id=x d
RUN --mount=type=secret,id=x e
^^^ hint consecutive-run/join
RUN ["f"]
`);
  });

  it('several commands, other flags, other stages, other instructions between', () => {
    checkClean(consecutiveRun, `
FROM alpine:3.24 AS build
RUN a
RUN b
FROM alpine:3.24
RUN a && b
RUN c
RUN d; e
COPY x y
RUN f
ONBUILD RUN g
RUN --mount=type=secret,id=x h
RUN --mount=type=secret,id=y i
`);
  });

  it('plain ones', () => {
    checkFix(consecutiveRun, `
FROM alpine:3.24
RUN a
RUN b x \\
    y
RUN c
`, `
FROM alpine:3.24
RUN a \\
    && b x \\
    y \\
    && c
`, 'unsafe');
  });

  it('what is local to a RUN, comments, exec form', () => {
    const text = `
FROM alpine:3.24
RUN cd /x
RUN b
# note
RUN c
RUN ["d"]
`;
    checkFix(consecutiveRun, text, text, 'unsafe');
  });
});
