import { unknownCopySource } from '../../../server/src/lint/rules/dockerfile/unknown-copy-source';
import { checkClean, checkRule } from '../../helpers/rules';

describe('unknown-copy-source', () => {
  it('plain names that are neither a stage nor a well-known image', () => {
    checkRule(unknownCopySource, `
FROM alpine:3.24
COPY --from=assets /a /a
            ^^^^^^ warning unknown-copy-source/image
RUN --mount=type=bind,from=tools,target=/x true
                           ^^^^^ warning unknown-copy-source/image
`);
  });

  it('images, stages, what is nearly or later one, and what is copied whole', () => {
    checkClean(unknownCopySource, `
FROM alpine:3.24 AS build
FROM alpine:3.24
COPY --from=build /a /a
COPY --from=biuld /a /a
COPY --from=last /a /a
COPY --from=busybox /a /a
COPY --from=team/assets /a /a
COPY --from=assets:1 /a /a
COPY --from=7 /a /a
COPY --from=config / /etc/app/
COPY --from=sources . .
FROM alpine:3.24 AS last
`);
  });
});
