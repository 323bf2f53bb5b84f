import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { asKeyword } from '../../../server/src/lint/rules/dockerfile/as-keyword';

describe('as-keyword', () => {
  it('another word', () => {
    checkRule(asKeyword, `
FROM alpine IS a
            ^^ error as-keyword/wrong
FROM alpine \\
  @ a
  ^ error as-keyword/wrong
`);
  });

  it('AS in any letter case, and other numbers of words', () => {
    checkClean(asKeyword, `
FROM alpine as a
FROM alpine As b
FROM alpine # base
FROM alpine x
`);
  });

  it('has an unsafe fix', () => {
    checkFix(asKeyword, `
FROM alpine fo a
`, `
FROM alpine AS a
`, 'unsafe');
  });
});
