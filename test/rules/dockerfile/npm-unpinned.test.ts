import { npmUnpinned } from '../../../server/src/lint/rules/dockerfile/npm-unpinned';
import { checkClean, checkRule } from '../../helpers/rules';

describe('npm-unpinned', () => {
  it('marks the package', () => {
    checkRule(npmUnpinned, `
FROM node:24-slim
RUN npm install -g typescript
                   ^^^^^^^^^^ info npm-unpinned/unpinned
RUN npm install -g typescript@5.9.3
`);
  });

  it('leaves tags and repositories to npm-moving-version', () => {
    checkClean(npmUnpinned, 'FROM node:24-slim\nRUN npm i -g npm@latest && npm install git://example.com/a/b.git a/b#semver:^1 ./local x.tgz && npm ci\n');
  });
});
