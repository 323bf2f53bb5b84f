import { noCpuLimit } from '../../../server/src/lint/rules/compose/no-cpu-limit';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('no-cpu-limit', () => {
  it('reports what is missing at the name, and what means no limit at the value', () => {
    checkRule(
      noCpuLimit,
      `
services:
  web:
  ^^^ warning no-cpu-limit/missing
    image: a:1
  api:
    image: a:1
    cpus: 0
          ^ warning no-cpu-limit/unlimited
  given:
    image: a:1
    cpuset: "0"
`,
    );
  });

  it('is silent for variables, partial services and files beside', () => {
    checkClean(
      noCpuLimit,
      `
services:
  a:
    image: a:1
    cpus: \${LIMIT}
  b:
    command: top
  c:
    image: a:1
`, { workspace: workspaceOf({ 'compose.prod.yaml': 'services:\n  c:\n    cpuset: "0"\n' }) },
    );
  });

  it('adds the limit, or puts one in the place of none', () => {
    checkFix(
      noCpuLimit,
      `
services:
  web:
    image: a:1
    cpus: 0
`,
      `
services:
  web:
    image: a:1
    cpus: 1
`, 'unsafe',
    );
  });

  it('adds a limit where none is', () => {
    checkFix(
      noCpuLimit,
      `
services:
  web:
    image: a:1
`,
      `
services:
  web:
    image: a:1
    cpus: 1
`, 'unsafe',
    );
  });
});
