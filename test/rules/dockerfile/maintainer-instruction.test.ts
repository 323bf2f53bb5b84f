import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { maintainerInstruction } from '../../../server/src/lint/rules/dockerfile/maintainer-instruction';

describe('maintainer-instruction', () => {
  it('the word', () => {
    checkRule(maintainerInstruction, `
FROM alpine:3.24
MAINTAINER Ada <ada@example.org>
^^^^^^^^^^ info maintainer-instruction/deprecated
`);
  });

  it('a label', () => {
    checkClean(maintainerInstruction, `
FROM alpine:3.24
LABEL maintainer="Ada"
`);
  });

  it('is fixed', () => {
    checkFix(maintainerInstruction, `
FROM alpine:3.24
MAINTAINER Ada "Countess" <ada@example.org>
maintainer "Ada"
`, `
FROM alpine:3.24
LABEL org.opencontainers.image.authors="Ada \\"Countess\\" <ada@example.org>"
LABEL org.opencontainers.image.authors="Ada"
`);
  });

  it('over several lines', () => {
    const text = `
FROM alpine:3.24
MAINTAINER Ada \\
  Lovelace

`;
    checkFix(maintainerInstruction, text, text, 'unsafe');
  });
});
