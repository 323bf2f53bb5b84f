import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { repeatedDirective } from '../../../server/src/lint/rules/dockerfile/repeated-directive';

describe('repeated-directive', () => {
  it('the second one', () => {
    checkRule(repeatedDirective, `
# syntax=docker/dockerfile:1
# escape=\\
# Syntax=docker/dockerfile:1.7
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error repeated-directive/twice
FROM alpine:3.24
`);
  });

  it('one each, and comments', () => {
    checkClean(repeatedDirective, `
# syntax=docker/dockerfile:1
# escape=\\
# check=skip=all
# syntax is above
FROM alpine:3.24
`);
  });

  it('an equal one goes', () => {
    checkFix(repeatedDirective, `
# escape=\\
# escape=\\
FROM alpine:3.24
`, `
# escape=\\
FROM alpine:3.24
`);
  });
});
