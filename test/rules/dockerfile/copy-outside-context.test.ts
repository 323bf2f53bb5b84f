import assert from 'node:assert/strict';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf, within } from '../../helpers/workspace';
import { copyOutsideContext } from '../../../server/src/lint/rules/dockerfile/copy-outside-context';

describe('copy-outside-context', () => {
  it('every source that climbs out', () => {
    checkRule(copyOutsideContext, `
FROM alpine:3.24
ARG UP=../x
COPY ../a ok ./a/../../b /x/
     ^^^^ error copy-outside-context/outside
             ^^^^^^^^^^^ error copy-outside-context/outside
ADD $UP /x
    ^^^ error copy-outside-context/outside
COPY ["../a", "/x"]
       ^^^^ error copy-outside-context/outside
`);
  });

  it('what BuildKit finds in the context all the same', () => {
    const project = within({ 'shared/app': '', 'other/x': '' });
    const text = 'FROM alpine:3.24\nCOPY ../shared/app ./../../other/ /x/\n     ^^^^^^^^^^^^^ info copy-outside-context/dropped\n                   ^^^^^^^^^^^^^^ info copy-outside-context/dropped\nCOPY ../missing /x\n     ^^^^^^^^^^ error copy-outside-context/outside\n';
    checkRule(copyOutsideContext, text, project);
    checkFix(copyOutsideContext, 'FROM alpine:3.24\nCOPY ../shared/app ./../../other/ /x/\n', 'FROM alpine:3.24\nCOPY shared/app other/ /x/\n', 'safe', project);
    // The context that Compose names.
    const workspace = workspaceOf({ 'compose.yaml': 'services:\n  a:\n    build:\n      dockerfile: docker/Dockerfile\n', 'app/x.py': '', 'docker/Dockerfile': '' });
    checkRule(copyOutsideContext, 'FROM alpine:3.24\nCOPY ../app /x\n     ^^^^^^ info copy-outside-context/dropped\n', { workspace, uri: 'file:///project/docker/Dockerfile' });
  });

  it('what lies above the context that Compose names', () => {
    const workspace = workspaceOf({ 'compose.yaml': 'services:\n  a:\n    build: docker\n', 'app/x.py': '', 'docker/Dockerfile': '' });
    checkRule(copyOutsideContext, 'FROM alpine:3.24\nCOPY ../app /x\n     ^^^^^^ error copy-outside-context/outside\n', { workspace, uri: 'file:///project/docker/Dockerfile' });
  });

  it('inside the context, other images, URLs, unknown depth', () => {
    checkClean(copyOutsideContext, `
FROM alpine:3.24
COPY a/../b /x
COPY --from=y ../a /x
ADD https://example.com/../a /x
COPY $DIR/../a /x
COPY a ../x
`);
  });

  it('takes what leads to nothing but out of the context for the context', () => {
    const file = 'FROM alpine:3.24\nCOPY .. .\n';
    const found = findingsOf(copyOutsideContext, file, { uri: 'file:///project/deploy/Dockerfile', workspace: workspaceOf({ 'deploy/Dockerfile': file, 'go.mod': '' }) });
    assert.deepEqual(found.map(({ severity, data }) => [severity, data['path']]), [['info', '.']]);
  });
});
