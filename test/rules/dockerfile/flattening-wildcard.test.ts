import { flatteningWildcard } from '../../../server/src/lint/rules/dockerfile/flattening-wildcard';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('flattening-wildcard', () => {
  it('one name out of several directories', () => {
    checkRule(flatteningWildcard, `
FROM node:24 AS build
COPY package.json packages/*/package.json ./packages/
                  ^^^^^^^^^^^^^^^^^^^^^^^ warning flattening-wildcard/same
COPY --from=0 /src/*/target/app.jar /jars/
              ^^^^^^^^^^^^^^^^^^^^^ warning flattening-wildcard/same
ADD services/[ab]/Makefile /x/
    ^^^^^^^^^^^^^^^^^^^^^^ warning flattening-wildcard/same
`);
  });

  it('names with a wildcard, directories, --parents, addresses', () => {
    checkClean(flatteningWildcard, `
FROM node:24
COPY src/*/*.csproj ./
COPY apps/*/dist /srv/
COPY --parents packages/*/package.json ./
COPY *.json ./
COPY packages/a/package.json ./
ADD https://example.com/a*/b.txt /x/
`);
  });

  it('keeps the directories', () => {
    checkFix(flatteningWildcard, 'FROM node:24\nCOPY packages/*/package.json ./\n', 'FROM node:24\nCOPY --parents packages/*/package.json ./\n', 'unsafe');
  });
});
