import { npmUnpinned } from '../../../server/src/lint/rules/dockerfile/npm-unpinned';
import { checkRule } from '../../helpers/rules';

describe('npm-unpinned', () => {
  it('marks the package', () => {
    checkRule(npmUnpinned, `
FROM node:24-slim
RUN npm install -g typescript
                   ^^^^^^^^^^ info npm-unpinned/unpinned
RUN npm install -g typescript@5.9.3
`);
  });

  it('marks moving tags and repositories without a commit', () => {
    checkRule(npmUnpinned, `
FROM node:24-slim
RUN npm i -g npm@latest
             ^^^^^^^^^^ info npm-unpinned/unpinned
RUN npm install git://example.com/a/b.git a/b#semver:^1 ./local x.tgz
                ^^^^^^^^^^^^^^^^^^^^^^^^^ info npm-unpinned/unpinned
RUN npm install && npm ci && npm i -g yarn@1.22.22
`);
  });
});
