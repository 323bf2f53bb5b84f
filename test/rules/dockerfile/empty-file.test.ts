import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { emptyFile } from '../../../server/src/lint/rules/dockerfile/empty-file';

describe('empty-file', () => {
  it('an empty file', () => {
    checkRule(emptyFile, `

| error empty-file/empty
`);
  });

  it('comments and directives only', () => {
    checkRule(emptyFile, `
# syntax=docker/dockerfile:1
| error empty-file/empty
# nothing else
`);
  });

  it('any instruction at all', () => {
    checkClean(emptyFile, `
FROM scratch
`);
    checkClean(emptyFile, `
LABEL a=b
`);
  });

  it('adds FROM', () => {
    checkFix(emptyFile, `
# a comment
`, `
# a comment
FROM scratch
`, 'unsafe');
  });
});
