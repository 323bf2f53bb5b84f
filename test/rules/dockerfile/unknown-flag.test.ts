import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { unknownFlag } from '../../../server/src/lint/rules/dockerfile/unknown-flag';

describe('unknown-flag', () => {
  it('with the nearest one', () => {
    checkRule(unknownFlag, `
FROM --plattform=linux/amd64 alpine
       ^^^^^^^^^ error unknown-flag/misspelt
COPY --chwon=1 a b
       ^^^^^ error unknown-flag/misspelt
COPY --From=x a b
       ^^^^ error unknown-flag/misspelt
ADD --from=x a b
      ^^^^ error unknown-flag/unknown
RUN --volume=x true
      ^^^^^^ error unknown-flag/unknown
CMD --help
      ^^^^ error unknown-flag/none
HEALTHCHECK --interva=3s CMD true
              ^^^^^^^ error unknown-flag/misspelt
ONBUILD COPY --lnk a b
               ^^^ error unknown-flag/misspelt
WORKDIR --x /a
          ^ error unknown-flag/none
`);
  });

  it('every flag there is, and instructions that drop theirs', () => {
    checkClean(unknownFlag, `
FROM --platform=linux/amd64 alpine
COPY --chown=1 --chmod=1 --link --from=x --parents --exclude=a --exclude=b a b
ADD --chown=1 --chmod=1 --link --keep-git-dir=true --checksum=sha256:1 --unpack --exclude=a a b
RUN --mount=type=cache,target=/x --network=none --security=sandbox --device=a true
HEALTHCHECK --interval=1s --timeout=1s --start-period=1s --start-interval=1s --retries=1 CMD true
HEALTHCHECK --foo NONE
ARG --x=1 A
RUN -- --x
RUN echo --x
`);
  });

  it('writes the nearest one, or takes it away', () => {
    checkFix(unknownFlag, `
FROM alpine:3.24
COPY --chwon=1 a b
ADD --from=x a b
`, `
FROM alpine:3.24
COPY --chown=1 a b
ADD a b
`, 'unsafe');
  });
});
