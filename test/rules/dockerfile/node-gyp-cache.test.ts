import { nodeGypCache } from '../../../server/src/lint/rules/dockerfile/node-gyp-cache';
import { checkRule } from '../../helpers/rules';

describe('node-gyp-cache', () => {
  it('goes by the toolchain, or a rebuild', () => {
    checkRule(nodeGypCache, `
FROM node:24 AS a
RUN apt-get install -y python3 make g++
FROM a
RUN npm ci
        ^^ hint node-gyp-cache/headers
FROM node:24
RUN npm rebuild sharp
        ^^^^^^^ hint node-gyp-cache/headers
FROM node:24
RUN npm ci
FROM a
RUN npm ci --ignore-scripts
FROM a
RUN --mount=type=cache,target=/c export npm_config_devdir=/c && npm ci
FROM a
RUN --mount=type=cache,target=/c npm_config_devdir=/c npm ci
`);
  });
});
