import { ignorePatternAtRootOnly } from '../../../server/src/lint/rules/dockerignore/ignore-pattern-at-root-only';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

const workspace = workspaceOf({ Dockerfile: 'FROM alpine\n', 'tls/server.pem': '', 'client/node_modules/a/index.js': '', 'client/build/x': '', 'root.key': '', 'tls/b.key': '' });

describe('ignore-pattern-at-root-only', () => {
  it('reports names and patterns that match further down only', () => {
    checkRule(ignorePatternAtRootOnly, `
*.pem
^^^^^ info ignore-pattern-at-root-only/root
  node_modules/
  ^^^^^^^^^^^^^ info ignore-pattern-at-root-only/root
`, { workspace });
  });

  it('is silent where something matches at the root, nothing matches, or the root is meant', () => {
    checkClean(ignorePatternAtRootOnly, '*.key\n*.crt\n/node_modules\n./node_modules\n!*.pem\nbuild\ntls/*.pem\n**/*.pem\n', { workspace });
  });

  it('is silent where what matches further down is decided on by another pattern', () => {
    checkClean(ignorePatternAtRootOnly, '*.pem\ntls\n', { workspace });
    checkClean(ignorePatternAtRootOnly, '*.pem\n**/*.pem\n!tls/server.pem\n', { workspace });
  });

  it('is silent where files are not known', () => {
    checkClean(ignorePatternAtRootOnly, '*.pem\n');
    checkClean(ignorePatternAtRootOnly, '*.pem\n', { workspace: workspaceOf({ Dockerfile: 'FROM alpine\n', 'tls/server.pem': '' }, { unknown: ['file:///project/tls/'] }) });
  });

  it('makes the pattern one for every level', () => {
    checkFix(ignorePatternAtRootOnly, '.git\n*.pem', '.git\n**/*.pem', 'unsafe', { workspace });
    checkFix(ignorePatternAtRootOnly, 'node_modules/\r\n', '**/node_modules\r\n', 'unsafe', { workspace });
  });
});
