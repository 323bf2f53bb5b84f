import { checkClean, checkRule } from '../../helpers/rules';
import { emptyLabel } from '../../../server/src/lint/rules/dockerfile/empty-label';

describe('empty-label', () => {
  it('quoted and not', () => {
    checkRule(emptyLabel, `
FROM alpine:3.24
LABEL a="" b= c=x
        ^^ info empty-label/empty
           ^ info empty-label/empty
`);
  });

  it('values, and variables', () => {
    checkClean(emptyLabel, `
FROM scratch
ARG V
LABEL a=b c="$V" d=' '
`);
  });
});
