import { wholeStageCopied } from '../../../server/src/lint/rules/dockerfile/whole-stage-copied';
import { checkClean, checkRule } from '../../helpers/rules';

describe('whole-stage-copied', () => {
  it('marks the source', () => {
    checkRule(wholeStageCopied, `
FROM alpine:3.24 AS build
RUN make
FROM alpine:3.24
COPY --from=build / /
                  ^ warning whole-stage-copied/whole
COPY --link --from=0 /. //
                     ^^ warning whole-stage-copied/whole
COPY --from=build /app /
COPY --from=build / /build
COPY / /
`);
  });

  it('lets an empty stage take everything, and images and stages that hold only files be taken', () => {
    checkClean(wholeStageCopied, 'FROM alpine:3.24 AS build\nRUN make\nFROM scratch\nCOPY --from=build / /\n');
    checkClean(wholeStageCopied, 'FROM tonistiigi/xx:1.9 AS xx\nFROM alpine:3.24\nCOPY --from=xx / /\nCOPY --from=tonistiigi/xx:1.9 / /\n');
    checkRule(wholeStageCopied, `
FROM alpine:3.24 AS build
RUN make
FROM scratch
COPY a /
COPY --from=build / /
                  ^ warning whole-stage-copied/whole
`);
  });
});
