import { checkClean, checkRule } from '../../helpers/rules';
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
});
