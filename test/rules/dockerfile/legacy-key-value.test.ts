import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { legacyKeyValue } from '../../../server/src/lint/rules/dockerfile/legacy-key-value';

describe('legacy-key-value', () => {
  it('ENV and LABEL', () => {
    checkRule(legacyKeyValue, `
FROM alpine:3.24
ENV A b c
    ^^^^^ info legacy-key-value/blank
LABEL x y=z
      ^^^^^ info legacy-key-value/blank
ENV B \\
    ^^^> info legacy-key-value/blank
    c
`);
  });

  it('with =, and other faults', () => {
    checkClean(legacyKeyValue, `
FROM alpine:3.24
ENV A=b
ENV A = b
ENV A
LABEL a=b c
ARG A b
`);
  });

  it('quotes what has blanks', () => {
    checkFix(legacyKeyValue, `
FROM alpine:3.24
ENV A b
ENV B b c  d
ENV C "b c"
ENV D b "c d" e
ENV E   $X:/y
LABEL f g=h
ENV G \\
    h
`, `
FROM alpine:3.24
ENV A=b
ENV B="b c  d"
ENV C="b c"
ENV D=b\\ "c d"\\ e
ENV E=$X:/y
LABEL f=g=h
ENV G=h
`);
  });

  it('where a comment follows', () => {
    const text = `
FROM alpine:3.24
ENV A b # c
`;
    checkFix(legacyKeyValue, text, text, 'unsafe');
  });
});
