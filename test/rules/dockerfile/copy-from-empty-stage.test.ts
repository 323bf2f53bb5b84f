import { checkClean, checkRule } from '../../helpers/rules';
import { copyFromEmptyStage } from '../../../server/src/lint/rules/dockerfile/copy-from-empty-stage';

describe('copy-from-empty-stage', () => {
  it('scratch itself, and a stage on it', () => {
    checkRule(copyFromEmptyStage, `
FROM scratch AS empty
ENV a=b
FROM empty AS child
LABEL a=b
FROM alpine:3.24
COPY --from=empty /a /a
            ^^^^^ error copy-from-empty-stage/empty
COPY --from=child /a /a
            ^^^^^ error copy-from-empty-stage/empty
RUN --mount=from=scratch,target=/x true
                 ^^^^^^^ error copy-from-empty-stage/empty
RUN --mount=from=empty,source=/a,target=/x true
                 ^^^^^ error copy-from-empty-stage/empty
`);
  });

  it('stages with files', () => {
    checkClean(copyFromEmptyStage, `
FROM scratch AS a
COPY x /x
FROM a AS b
FROM scratch AS c
WORKDIR /x
FROM alpine AS d
FROM alpine:3.24
COPY --from=a /x /x
COPY --from=b /x /x
COPY --from=c /x /x
COPY --from=d /x /x
`);
  });

  it('copies that may find nothing', () => {
    checkClean(copyFromEmptyStage, `
FROM scratch AS context
FROM alpine:3.24
ARG WHAT
COPY --from=context . /a
COPY --from=context / /b
COPY --from=context *.txt /c/
COPY --from=context $WHAT /d/
RUN --mount=type=bind,from=context,target=/tmp/context if [ -f /tmp/context/CMakeLists.txt ]; then make; fi
RUN --mount=from=context,source=/,target=/tmp/context make
`);
    checkRule(copyFromEmptyStage, `
FROM scratch AS context
FROM alpine:3.24
COPY --from=context . /x /a/
            ^^^^^^^ error copy-from-empty-stage/empty
`);
  });
});
