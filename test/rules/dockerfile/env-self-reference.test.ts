import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { envSelfReference } from '../../../server/src/lint/rules/dockerfile/env-self-reference';

describe('env-self-reference', () => {
  it('to what stands before and behind', () => {
    checkRule(envSelfReference, `
FROM alpine:3.24
ENV A=1 B=$A C=\${A}x
          ^^ error env-self-reference/same
               ^^^^ error env-self-reference/same
ENV D=$E E=2
      ^^ error env-self-reference/same
ENV X=1
ENV X=2 Y=$X
          ^^ error env-self-reference/same
`);
  });

  it('itself, earlier instructions, names alone', () => {
    checkClean(envSelfReference, `
FROM alpine:3.24
ENV A=1
ENV B=$A
ENV PATH=/x:$PATH HOME=/h
ENV A=2 B=C C=B
ARG V=1
ENV V=$V W=$V
`);
  });

  it('begins a new ENV', () => {
    checkFix(envSelfReference, `
FROM alpine:3.24
ENV A=1 \\
    B=$A \\
    C=3
ENV D=$E E=2
`, `
FROM alpine:3.24
ENV A=1
ENV B=$A \\
    C=3
ENV D=$E E=2
`, 'unsafe');
  });
});
