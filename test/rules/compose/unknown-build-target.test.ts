import assert from 'node:assert/strict';
import { unknownBuildTarget } from '../../../server/src/lint/rules/compose/unknown-build-target';
import { checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('unknown-build-target', () => {
  it('takes no name with another word for a misspelt one', () => {
    const [finding] = findingsOf(unknownBuildTarget, 'services:\n  a: { build: { context: ., target: shop-base } }\n', { workspace: workspaceOf({ Dockerfile: 'FROM a AS shop-api\n' }) });
    assert.match(finding!.message, /Its stages are shop-api\./);
    assert.equal(finding!.fixes.length, 0);
  });

  it('reports targets that are no stage', () => {
    checkRule(
      unknownBuildTarget,
      `
services:
  a: { build: { context: ., target: pord } }
                                    ^^^^ error unknown-build-target/unknown
  b: { build: { context: ., target: Prod } }
  c: { build: { context: ., target: "1" } }
  d: { build: { context: ., target: "7" } }
                                    ^^^ error unknown-build-target/unknown
  e: { build: { context: ., target: "$TARGET" } }
  f: { build: { context: other, target: x } }
  g: { build: . }
`, { workspace: workspaceOf({ Dockerfile: 'FROM x AS base\nFROM base AS prod\n' }) },
    );
  });

  it('takes the stage that is meant', () => {
    checkFix(
      unknownBuildTarget,
      `
services:
  a:
    build:
      context: .
      target: pord
`,
      `
services:
  a:
    build:
      context: .
      target: prod
`, 'unsafe', { workspace: workspaceOf({ Dockerfile: 'FROM x AS base\nFROM base AS prod\n' }) },
    );
  });

  it('lists the stages where none is near', () => {
    const workspace = workspaceOf({ Dockerfile: 'FROM x AS base\nFROM base AS prod\n' });
    const [finding] = findingsOf(unknownBuildTarget, 'services:\n  a: { build: { context: ., target: development } }\n', { workspace });
    assert.match(finding!.message, /Its stages are base, prod\.$/);
  });
});
