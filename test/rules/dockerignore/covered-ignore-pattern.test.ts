import { coveredIgnorePattern } from '../../../server/src/lint/rules/dockerignore/covered-ignore-pattern';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('covered-ignore-pattern', () => {
  it('reports what another pattern leaves out already, above or below', () => {
    checkRule(coveredIgnorePattern, `
client/node_modules
^^^^^^^^^^^^^^^^^^^ hint covered-ignore-pattern/covered
**/node_modules
docs
docs/*.md
^^^^^^^^^ hint covered-ignore-pattern/covered
**/*.log
app.log
^^^^^^^ hint covered-ignore-pattern/covered
`);
    checkRule(coveredIgnorePattern, '*\n/dist/\n^^^^^^ hint covered-ignore-pattern/covered\n');
  });

  it('is silent where something else may be meant, and about what is there twice', () => {
    checkClean(coveredIgnorePattern, 'node_modules\nclient/node_modules\n*.log\nlogs/app.log\ndoc\ndocs/a\ndist\ndist\n');
  });

  it('is silent where exceptions make the order matter', () => {
    checkClean(coveredIgnorePattern, 'docs\n!docs/README.md\ndocs/*.md\n');
  });

  it('takes the line out', () => {
    checkFix(coveredIgnorePattern, '**/node_modules\nclient/node_modules\ndist\n', '**/node_modules\ndist\n');
    checkFix(coveredIgnorePattern, '**/node_modules\r\nclient/node_modules', '**/node_modules');
  });
});
