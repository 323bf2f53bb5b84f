import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { invalidEscapeDirective } from '../../../server/src/lint/rules/dockerfile/invalid-escape-directive';

describe('invalid-escape-directive', () => {
  it('another character', () => {
    checkRule(invalidEscapeDirective, `
# escape=^
         ^ error invalid-escape-directive/value
FROM alpine:3.24
`);
  });

  it('the two that there are', () => {
    checkClean(invalidEscapeDirective, `
# escape=\`
FROM alpine:3.24
`);
    checkClean(invalidEscapeDirective, `
# escape=\\
FROM alpine:3.24
`);
  });

  it('has an unsafe fix', () => {
    checkFix(invalidEscapeDirective, `
# escape=/
FROM alpine:3.24
`, `
# escape=\`
FROM alpine:3.24
`, 'unsafe');
  });
});
