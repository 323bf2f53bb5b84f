import { projectNameMissing } from '../../../server/src/lint/rules/compose/project-name-missing';
import { checkClean, checkRule } from '../../helpers/rules';

describe('project-name-missing', () => {
  it('reports at services', () => {
    checkRule(
      projectNameMissing,
      `
services:
^^^^^^^^ hint project-name-missing/missing
  a: { image: a:1 }
`,
    );
  });

  it('is silent with a name, and for parts of other files', () => {
    checkClean(
      projectNameMissing,
      `
services:
  a: { mem_limit: 1g }
`,
    );
  });
});
