import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { unreadableFile } from '../../../server/src/lint/rules/dockerfile/unreadable-file';

describe('unreadable-file', () => {
  it('an empty file', () => {
    checkRule(unreadableFile, `

| error unreadable-file/empty
`);
  });

  it('comments and directives only', () => {
    checkRule(unreadableFile, `
# syntax=docker/dockerfile:1
| error unreadable-file/empty
# nothing else
`);
  });

  it('any instruction at all', () => {
    checkClean(unreadableFile, `
FROM scratch
`);
    checkClean(unreadableFile, `
LABEL a=b
`);
  });

  it('adds FROM', () => {
    checkFix(unreadableFile, `
# a comment
`, `
# a comment
FROM scratch
`, 'unsafe');
  });
});
