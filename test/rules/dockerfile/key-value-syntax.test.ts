import { checkClean, checkRule } from '../../helpers/rules';
import { keyValueSyntax } from '../../../server/src/lint/rules/dockerfile/key-value-syntax';

describe('key-value-syntax', () => {
  it('each fault', () => {
    checkRule(keyValueSyntax, `
FROM alpine:3.24
ENV A=b c
        ^ error key-value-syntax/equals
ENV A
    ^ error key-value-syntax/value
LABEL a=b c d=e
          ^ error key-value-syntax/equals
LABEL a
      ^ error key-value-syntax/value
ENV =x
    ^^ error key-value-syntax/name
ARG =x
    ^^ error key-value-syntax/name
ONBUILD ENV A=b c
                ^ error key-value-syntax/equals
`);
  });

  it('pairs, names, and what other rules explain', () => {
    checkClean(keyValueSyntax, `
FROM alpine:3.24
ENV A=b C="d e" F=g\\ h
ENV A b c
ARG X Y=1
LABEL a=
ENV A=b # c
ENV A=1 B = 2
`);
  });

  it('a run of words once', () => {
    checkRule(keyValueSyntax, `
FROM alpine:3.24
LABEL a=one two three four b=c five
            ^^^^^^^^^^^^^^ error key-value-syntax/equals
                               ^^^^ error key-value-syntax/equals
`);
  });
});
