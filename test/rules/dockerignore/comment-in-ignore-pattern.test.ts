import { commentInIgnorePattern } from '../../../server/src/lint/rules/dockerignore/comment-in-ignore-pattern';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('comment-in-ignore-pattern', () => {
  it('reports what was meant as a comment', () => {
    checkRule(commentInIgnorePattern, `
.git
.env  # local settings
      ^^^^^^^^^^^^^^^^ warning comment-in-ignore-pattern/behind
  # by tools
  ^^^^^^^^^^ info comment-in-ignore-pattern/indented
!keep\t#all
     \t^^^^ warning comment-in-ignore-pattern/behind
`);
  });

  it('is silent about comments on lines of their own, and names with # in them', () => {
    checkClean(commentInIgnorePattern, '# comment\n#\n.env\n*#\n#*#\na#b\n\\#a\nb \\#c\n');
  });

  it('puts the comment above the pattern', () => {
    checkFix(commentInIgnorePattern, '.git\n.env  # local settings\n', '.git\n# local settings\n.env\n', 'unsafe');
    checkFix(commentInIgnorePattern, '.env # local\r\ndist\r\n', '# local\r\n.env\r\ndist\r\n', 'unsafe');
    checkFix(commentInIgnorePattern, 'dist\n!keep # all', 'dist\n# all\n!keep', 'unsafe');
    checkFix(commentInIgnorePattern, '  .env # local\n', '# local\n.env\n', 'unsafe');
  });

  it('takes the blanks in front of a comment out', () => {
    checkFix(commentInIgnorePattern, 'dist\n\t # by tools\n', 'dist\n# by tools\n', 'unsafe');
    checkFix(commentInIgnorePattern, ' # by tools', '# by tools', 'unsafe');
    checkFix(commentInIgnorePattern, '\ufeff # by tools\n', '\ufeff# by tools\n', 'unsafe');
  });
});
