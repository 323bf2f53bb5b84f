import { noPidsLimit } from '../../../server/src/lint/rules/compose/no-pids-limit';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('no-pids-limit', () => {
  it('reports what is missing at the name, and what means no limit at the value', () => {
    checkRule(
      noPidsLimit,
      `
services:
  web:
  ^^^ warning no-pids-limit/missing
    image: a:1
  api:
    image: a:1
    pids_limit: -1
                ^^ warning no-pids-limit/unlimited
  given:
    image: a:1
    deploy: { resources: { limits: { pids: 5 } } }
`,
    );
  });

  it('is silent for variables, partial services and files beside', () => {
    checkClean(
      noPidsLimit,
      `
services:
  a:
    image: a:1
    pids_limit: \${LIMIT}
  b:
    command: top
  c:
    image: a:1
`, { workspace: workspaceOf({ 'compose.prod.yaml': 'services:\n  c:\n    deploy: { resources: { limits: { pids: 5 } } }\n' }) },
    );
  });

  it('adds the limit, or puts one in the place of none', () => {
    checkFix(
      noPidsLimit,
      `
services:
  web:
    image: a:1
    pids_limit: -1
`,
      `
services:
  web:
    image: a:1
    pids_limit: 200
`, 'unsafe',
    );
  });

  it('adds a limit where none is', () => {
    checkFix(
      noPidsLimit,
      `
services:
  web:
    image: a:1
`,
      `
services:
  web:
    image: a:1
    pids_limit: 200
`, 'unsafe',
    );
  });
});
