import { flatteningWildcard } from '../../../server/src/lint/rules/dockerfile/flattening-wildcard';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

describe('flattening-wildcard', () => {
  it('one name out of several directories', () => {
    checkRule(flatteningWildcard, `
FROM node:24 AS build
COPY package.json packages/*/package.json ./packages/
                  ^^^^^^^^^^^^^^^^^^^^^^^ warning flattening-wildcard/same
COPY --from=0 /src/*/pom.xml /poms/
              ^^^^^^^^^^^^^^ warning flattening-wildcard/same
ADD services/[ab]/Makefile modules/*/package.json /x/
    ^^^^^^^^^^^^^^^^^^^^^^ warning flattening-wildcard/same
`, within({ 'services/a/Makefile': '', 'services/b/Makefile': '', 'modules/one/package.json': '', 'packages/a/package.json': '', 'packages/b/package.json': '', 'package.json': '' }));
  });

  it('a wildcard in place of a platform or a version, which matches once', () => {
    checkClean(flatteningWildcard, 'FROM debian:13\nCOPY --from=build /out/lib/*/libx.so.2 /out/lib/python*/site-packages/x/y.py /usr/local/lib/\nCOPY services/*/Makefile /x/\n');
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
