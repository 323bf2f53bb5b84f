import { noMemoryLimit } from '../../../server/src/lint/rules/compose/no-memory-limit';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('no-memory-limit', () => {
  it('reports what is missing at the name, and what means no limit at the value', () => {
    checkRule(
      noMemoryLimit,
      `
services:
  web:
  ^^^ warning no-memory-limit/missing
    image: a:1
  api:
    image: a:1
    mem_limit: 0
               ^ warning no-memory-limit/unlimited
  given:
    image: a:1
    mem_limit: 64m
`,
    );
  });

  it('is silent for variables, partial services and files beside', () => {
    checkClean(
      noMemoryLimit,
      `
services:
  a:
    image: a:1
    mem_limit: \${LIMIT}
  b:
    command: top
  c:
    image: a:1
`, { workspace: workspaceOf({ 'compose.prod.yaml': 'services:\n  c:\n    mem_limit: 64m\n' }) },
    );
  });

  it('adds the limit, or puts one in the place of none', () => {
    checkFix(
      noMemoryLimit,
      `
services:
  web:
    image: a:1
    mem_limit: 0
`,
      `
services:
  web:
    image: a:1
    mem_limit: 512m
`, 'unsafe',
    );
  });

  it('adds a limit where none is', () => {
    checkFix(
      noMemoryLimit,
      `
services:
  web:
    image: a:1
`,
      `
services:
  web:
    image: a:1
    mem_limit: 512m
`, 'unsafe',
    );
  });
});
