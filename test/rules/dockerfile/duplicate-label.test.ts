import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { duplicateLabel } from '../../../server/src/lint/rules/dockerfile/duplicate-label';

describe('duplicate-label', () => {
  it('in one and in several instructions', () => {
    checkRule(duplicateLabel, `
FROM alpine:3.24
LABEL a=1 "a"=2
      ^ warning duplicate-label/twice
          ^^^ warning duplicate-label/twice
LABEL b=1
      ^ warning duplicate-label/twice
LABEL a=3 b=2
`);
  });

  it('other stages, unknown keys', () => {
    checkClean(duplicateLabel, `
FROM alpine:3.24 AS x
LABEL a=1
FROM x
LABEL a=2
LABEL $K=1
LABEL $K=2
`);
  });

  it('takes away the earlier one', () => {
    checkFix(duplicateLabel, `
FROM alpine:3.24
LABEL a=1 \\
      b=2 \\
      a=3
LABEL b=4
LABEL c=1
LABEL c=2
`, `
FROM alpine:3.24
LABEL a=3
LABEL b=4
LABEL c=2
`);
  });
});
