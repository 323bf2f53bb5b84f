import { duplicateIgnorePattern } from '../../../server/src/lint/rules/dockerignore/duplicate-ignore-pattern';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('duplicate-ignore-pattern', () => {
  it('reports what stands there already, however it is written', () => {
    checkRule(duplicateIgnorePattern, `
dist
node_modules
/dist/
^^^^^^ info duplicate-ignore-pattern/twice
  ./dist
  ^^^^^^ info duplicate-ignore-pattern/twice
`);
    checkRule(duplicateIgnorePattern, '*\n!a\n!b\n!/a\n^^^ info duplicate-ignore-pattern/twice\n');
  });

  it('is silent where an exception comes between, and about other patterns and comments', () => {
    checkClean(duplicateIgnorePattern, '*.md\n!README.md\n*.md\n');
    checkClean(duplicateIgnorePattern, '# a\n# a\na\n**/a\na/*\nA\n!a\n');
  });

  it('takes the second one out', () => {
    checkFix(duplicateIgnorePattern, 'dist\n/dist/\nb\n', 'dist\nb\n');
    checkFix(duplicateIgnorePattern, 'dist\r\ndist\r\ndist', 'dist');
  });
});
