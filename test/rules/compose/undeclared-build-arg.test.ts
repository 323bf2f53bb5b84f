import { undeclaredBuildArg } from '../../../server/src/lint/rules/compose/undeclared-build-arg';
import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('undeclared-build-arg', () => {
  it('reports arguments that no ARG declares', () => {
    checkRule(
      undeclaredBuildArg,
      `
services:
  a:
    build:
      context: .
      args:
        VERSION: 1
        VERISON: 1
        ^^^^^^^ warning undeclared-build-arg/undeclared
        HTTP_PROXY: x
        BUILDKIT_INLINE_CACHE: 1
        STAGE_ARG: 1
  b:
    build: { context: other, args: [X=1] }
  c:
    build: { context: ., args: [Y=1] }
                                ^ warning undeclared-build-arg/undeclared
`, { workspace: workspaceOf({ Dockerfile: 'ARG VERSION\nFROM x:$VERSION\nARG STAGE_ARG=1\n' }) },
    );
  });

  it('is silent for other syntaxes', () => {
    checkClean(
      undeclaredBuildArg,
      `
services:
  a: { build: { context: ., args: [X=1] } }
`, { workspace: workspaceOf({ Dockerfile: '# syntax=example/frontend:1\nFROM x\n' }) },
    );
  });
});
