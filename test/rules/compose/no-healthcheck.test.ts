import { noHealthcheck } from '../../../server/src/lint/rules/compose/no-healthcheck';
import { checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('no-healthcheck', () => {
  it('reports services without one', () => {
    checkRule(
      noHealthcheck,
      `
services:
  a: { image: a:1 }
  ^ hint no-healthcheck/missing
  b: { image: a:1, healthcheck: { test: [CMD, x] } }
  c: { image: a:1, healthcheck: { disable: true } }
`,
    );
  });

  it('knows the HEALTHCHECK of a Dockerfile', () => {
    checkRule(
      noHealthcheck,
      `
services:
  a: { build: has }
  b: { build: none }
  ^ hint no-healthcheck/missing
  c: { build: { context: has, target: base } }
  ^ hint no-healthcheck/missing
`, { workspace: workspaceOf({ 'has/Dockerfile': 'FROM x AS base\nFROM base\nHEALTHCHECK CMD true\n', 'none/Dockerfile': 'FROM x\n' }) },
    );
  });
});
