import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { copyDestinationNoSlash } from '../../../server/src/lint/rules/dockerfile/copy-destination-no-slash';

describe('copy-destination-no-slash', () => {
  it('several sources', () => {
    checkRule(copyDestinationNoSlash, `
FROM alpine:3.24
ARG DIR=/opt
COPY a b /app
         ^^^^ error copy-destination-no-slash/file
ADD ["a", "b", "/app"]
                ^^^^ error copy-destination-no-slash/file
COPY a b "c"
         ^^^ error copy-destination-no-slash/file
COPY a b $DIR
         ^^^^ error copy-destination-no-slash/file
COPY a b $UNKNOWN/lib
         ^^^^^^^^^^^^ error copy-destination-no-slash/file
COPY --from=x a \\
  b \\
  /app
  ^^^^ error copy-destination-no-slash/file
ONBUILD COPY a b c
                 ^ error copy-destination-no-slash/file
`);
  });

  it('one source, a slash, the current directory, unknown ends', () => {
    checkClean(copyDestinationNoSlash, `
FROM alpine:3.24
ARG DIR=/opt/
COPY a b
COPY a b c/
COPY a b .
COPY a b ./
COPY a b ..
COPY a b $DIR
COPY a b $UNKNOWN
COPY ["a", "b", "c/"]
COPY a b C:\\app\\
COPY a /app # c
COPY a b "c d"
`);
  });

  it('puts the slash inside quotes', () => {
    checkFix(copyDestinationNoSlash, `
FROM alpine:3.24
COPY a b /app
COPY a b "/app"
ADD ["a", "b", "/app"]
`, `
FROM alpine:3.24
COPY a b /app/
COPY a b "/app/"
ADD ["a", "b", "/app/"]
`);
  });
});
