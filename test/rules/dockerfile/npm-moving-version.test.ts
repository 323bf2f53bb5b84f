import { npmMovingVersion } from '../../../server/src/lint/rules/dockerfile/npm-moving-version';
import { checkClean, checkRule } from '../../helpers/rules';

describe('npm-moving-version', () => {
  it('marks moving tags and repositories without a commit', () => {
    checkRule(npmMovingVersion, `
FROM node:24-slim
RUN npm i -g npm@latest
             ^^^^^^^^^^ info npm-moving-version/moving
RUN npm install git://example.com/a/b.git a/b#semver:^1 ./local x.tgz
                ^^^^^^^^^^^^^^^^^^^^^^^^^ info npm-moving-version/moving
RUN corepack enable && pnpm add -g @scope/tool@next
                                   ^^^^^^^^^^^^^^^^ info npm-moving-version/moving
`);
  });

  it('leaves versions, bare names and unknown versions alone', () => {
    checkClean(npmMovingVersion, 'FROM node:24-slim\nARG V\nRUN npm install && npm i -g yarn@1.22.22 typescript left-pad@$V @scope/a@^1.2\n');
  });
});
