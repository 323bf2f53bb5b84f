import { yarnCacheLeft } from '../../../server/src/lint/rules/dockerfile/yarn-cache-left';
import { checkFix, checkRule } from '../../helpers/rules';

describe('yarn-cache-left', () => {
  it('judges the final image', () => {
    checkRule(yarnCacheLeft, `
FROM node:24 AS build
RUN yarn install
FROM node:24
RUN yarn cache clean && yarn install
                             ^^^^^^^ info yarn-cache-left/left
RUN yarn
    ^^^^ info yarn-cache-left/left
RUN yarn install && yarn cache clean
RUN yarn install && rm -rf /usr/local/share/.cache/yarn
RUN --mount=type=cache,target=/root/.cache/yarn yarn install
RUN yarn install --cache-folder /tmp/yarn
RUN yarn build
`);
  });

  it('adds the clean-up', () => {
    checkFix(yarnCacheLeft, 'FROM node:24\nRUN yarn install\n', 'FROM node:24\nRUN yarn install && yarn cache clean\n');
  });
});
