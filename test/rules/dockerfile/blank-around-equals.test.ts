import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { blankAroundEquals } from '../../../server/src/lint/rules/dockerfile/blank-around-equals';

describe('blank-around-equals', () => {
  it('before, after, both', () => {
    checkRule(blankAroundEquals, `
FROM alpine:3.24
ENV A = b
    ^^^^^ error blank-around-equals/blank
ENV A =b
    ^^^^ error blank-around-equals/blank
ENV A= b
    ^^^^ error blank-around-equals/blank
LABEL x=y z = "a b"
          ^^^^^^^^^ error blank-around-equals/blank
ARG A = b
    ^^^^^ error blank-around-equals/blank
ARG A= b
    ^^^^ error blank-around-equals/blank
`);
  });

  it('empty values followed by pairs, values with =, quotes', () => {
    checkClean(blankAroundEquals, `
FROM alpine:3.24
ENV A= B=c
ENV A=b=c D="e = f"
ENV A b=c
ENV A b = c
ARG A B
LABEL a="x" b='= y'
ENV A=b \\
    C=d
ENV A=
`);
  });

  it('has an unsafe fix', () => {
    checkFix(blankAroundEquals, `
FROM alpine:3.24
ENV A = b C= "d e" E =f
ARG A = b
`, `
FROM alpine:3.24
ENV A=b C="d e" E=f
ARG A=b
`, 'unsafe');
  });

  it('not in what was meant as a comment', () => {
    checkClean(blankAroundEquals, `
FROM alpine:3.24
ARG A=1 # as in x = y
LABEL a=b # c = d
`);
  });
});
