import { misspeltIgnorePattern } from '../../../server/src/lint/rules/dockerignore/misspelt-ignore-pattern';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import type { TestFile } from '../../helpers/workspace';

const project: Readonly<Record<string, TestFile>> = { 'README.md': '', 'secrets.json': '', 'docker-compose.yaml': '', 'node_modules/a/index.js': '', 'src/fixtures/a.txt': '', 'assets/raw/a.psd': '', openshift: '', main: '' };
const within = (files: Readonly<Record<string, TestFile>> = {}) => ({ workspace: workspaceOf({ ...project, ...files, Dockerfile: 'FROM a\nCOPY . .\n' }) });

describe('misspelt-ignore-pattern', () => {
  it('reports names that are one character from what is there', () => {
    checkRule(misspeltIgnorePattern, `
node_module
^^^^^^^^^^^ info misspelt-ignore-pattern/meant
/secret.json
^^^^^^^^^^^^ info misspelt-ignore-pattern/meant
./docker-compose.yml
^^^^^^^^^^^^^^^^^^^^ info misspelt-ignore-pattern/meant
  src/fixtuers
  ^^^^^^^^^^^^ info misspelt-ignore-pattern/meant
**/readme.md
^^^^^^^^^^^^ info misspelt-ignore-pattern/meant
`, within());
    checkRule(misspeltIgnorePattern, 'assets\n!asset\n^^^^^^ info misspelt-ignore-pattern/exception\n', within());
  });

  it('reports backslashes, which separate on Windows only', () => {
    checkRule(misspeltIgnorePattern, 'src\\fixtures\n^^^^^^^^^^^^ info misspelt-ignore-pattern/backslash\n*\\dist\n^^^^^^ info misspelt-ignore-pattern/backslash\n\\!a\n\\#a\na\\.b\na\\*\nb\\ c\n\\[a\n');
    checkFix(misspeltIgnorePattern, 'src\\fixtures\\a.txt\n', 'src/fixtures/a.txt\n', 'unsafe');
  });

  it('is silent for what is there, left out already, short, common or of tools', () => {
    checkClean(misspeltIgnorePattern, 'node_modules\nnode_module\nREADME.md\n**/fixtures\nmian\n.openshift\ntests\nsecret*.json\nsrc/fixtures/b.txt\n*.json\nno-such-file\n**/raw/b.psd\n', within({ test: '' }));
    checkClean(misspeltIgnorePattern, 'secret.json\n*.json\n', within());
    checkClean(misspeltIgnorePattern, 'secret.json\n', within({ '.gitignore': 'secret.json\n' }));
    checkClean(misspeltIgnorePattern, 'asset\n*.psd\n!assets\n', within());
    checkClean(misspeltIgnorePattern, 'assets\n!README.mdx\n', within());
  });

  it('is silent where files are not known', () => {
    checkClean(misspeltIgnorePattern, 'secret.json\n');
    checkClean(misspeltIgnorePattern, 'secret.json\n', { workspace: workspaceOf({ ...project, Dockerfile: 'FROM a\nCOPY . .\n' }, { unknown: ['file:///project/src/'] }) });
  });

  it('writes what was meant', () => {
    checkFix(misspeltIgnorePattern, '/secret.json\n**/fixture\n', 'secrets.json\n**/fixtures\n', 'unsafe', within());
  });
});
