import assert from 'node:assert/strict';
import { clutterNotIgnored } from '../../../server/src/lint/rules/dockerignore/clutter-not-ignored';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import type { TestFile } from '../../helpers/workspace';

const clutter = { '.git/HEAD': '', 'node_modules/a/index.js': '', 'index.js': '' };
const copies = 'FROM node:24\nCOPY . .\n';

describe('clutter-not-ignored', () => {
  const workspace = (ignore: string, dockerfile = copies, files: Readonly<Record<string, TestFile>> = {}) => ({ workspace: workspaceOf({ ...clutter, '.dockerignore': ignore, Dockerfile: dockerfile, ...files }) });

  it('reports at the last pattern what is left in a context that is copied whole', () => {
    checkRule(clutterNotIgnored, 'dist\n*.log\n^^^^^ info clutter-not-ignored/left\n', workspace('dist\n*.log\n'));
    const [finding] = findingsOf(clutterNotIgnored, 'dist\n', workspace('dist\n'));
    assert.match(finding!.message, /^Dockerfile copies the whole build context, and with it \.git, node_modules\./);
    checkRule(clutterNotIgnored, '# nothing yet\n| info clutter-not-ignored/left\n', workspace('# nothing yet\n'));
  });

  it('is silent where nothing is left, where an exception brings it back, and about settings with credentials', () => {
    checkClean(clutterNotIgnored, '.git\nnode_modules\n', workspace('.git\nnode_modules\n'));
    checkClean(clutterNotIgnored, '*\n!.git\n', workspace('*\n!.git\n'));
    checkClean(clutterNotIgnored, '.git\nnode_modules\n', workspace('.git\nnode_modules\n', copies, { '.env': 'A=b' }));
  });

  it('is silent where no build is known that copies all', () => {
    checkClean(clutterNotIgnored, 'dist\n');
    checkClean(clutterNotIgnored, 'dist\n', workspace('dist\n', 'FROM node:24\nCOPY index.js .\n'));
    checkClean(clutterNotIgnored, 'dist\n', workspace('dist\n', 'FROM node:24\nRUN --mount=type=bind,target=/src make\n'));
    checkClean(clutterNotIgnored, 'dist\n', workspace('dist\n', 'FROM node:24 AS unused\nCOPY . .\nFROM node:24\n'));
    checkClean(clutterNotIgnored, 'dist\n', workspace('dist\n', copies, { 'compose.yaml': 'services: { a: { build: { context: app, dockerfile: ../Dockerfile } } }\n', 'app/index.js': '' }));
  });

  it('leaves .git to builds that run git or Go', () => {
    for (const run of ['git describe', 'go build ./...', 'make']) checkClean(clutterNotIgnored, 'node_modules\n', workspace('node_modules\n', `${copies}RUN ${run}\n`));
    checkRule(clutterNotIgnored, 'node_modules\n^^^^^^^^^^^^ info clutter-not-ignored/left\n', workspace('node_modules\n', `${copies}RUN npm ci\n`));
  });

  it('adds what is left at the end', () => {
    checkFix(clutterNotIgnored, 'dist\n', 'dist\n.git\nnode_modules\n', 'unsafe', workspace('dist\n'));
    checkFix(clutterNotIgnored, 'dist\r\nlogs', 'dist\r\nlogs\r\n.git\r\nnode_modules\r\n', 'unsafe', workspace('dist\r\nlogs'));
  });
});
