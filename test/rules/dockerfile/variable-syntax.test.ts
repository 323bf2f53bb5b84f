import { checkClean, checkRule } from '../../helpers/rules';
import { variableSyntax } from '../../../server/src/lint/rules/dockerfile/variable-syntax';

describe('variable-syntax', () => {
  it('open braces and unknown modifiers', () => {
    checkRule(variableSyntax, `
FROM alpine:\${TAG
            ^^^^^ error variable-syntax/brace
FROM alpine:3.24
ARG X=1
ENV A=\${X^^} B=\${X:=y}
      ^^^^^^ error variable-syntax/modifier
               ^^^^^^^ error variable-syntax/modifier
ENV C=a\${X:-b
       ^^^^^^ error variable-syntax/brace
WORKDIR /\${}/x
         ^^^ error variable-syntax/modifier
LABEL a=\${X:0:1}
        ^^^^^^^^ error variable-syntax/modifier
`);
  });

  it('all modifiers that BuildKit knows', () => {
    checkClean(variableSyntax, `
ARG TAG=1
FROM alpine:\${TAG:-1}
ENV A=\${TAG:+b} B=\${TAG#1} C=\${TAG%%x*} D=\${TAG/a/b} E=\${TAG//a/b} F=\${TAG-x} G=$TAG H=\${TAG:?no} I=\\\${X^}
RUN echo \${X^^}
`);
  });
});
