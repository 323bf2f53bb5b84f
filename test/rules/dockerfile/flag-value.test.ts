import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { flagValue } from '../../../server/src/lint/rules/dockerfile/flag-value';

describe('flag-value', () => {
  it('missing and wrong values', () => {
    checkRule(flagValue, `
FROM --platform alpine
     ^^^^^^^^^^ error flag-value/missing
COPY --chown app a b/
     ^^^^^^^ error flag-value/missing
COPY --link=maybe --parents= a b
            ^^^^^ error flag-value/boolean
                  ^^^^^^^^^^ error flag-value/missing
RUN --network=bridge --security=$S true
              ^^^^^^ error flag-value/choice
                                ^^ error flag-value/choice
RUN --mount type=cache,target=/x true
    ^^^^^^^ error flag-value/missing
COPY --chmod=999 a b
             ^^^ error flag-value/mode
COPY --chmod=u+q a b
             ^^^ error flag-value/mode
ADD --checksum=sha256 https://example.com/x /x
               ^^^^^^ error flag-value/checksum
ADD --checksum=abcdef1 https://example.com/x /x
               ^^^^^^^ error flag-value/checksum
`);
  });

  it('good values, unknown ones, and other rules\' flags', () => {
    checkClean(flagValue, `
FROM --platform=$X alpine
COPY --link --parents=TRUE --chmod=0755 a b
COPY --chmod=u=rw,go+X --chown= a b
COPY --chmod=$MODE a b
RUN --network=none --security=insecure true
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/x /x
ADD --checksum=24454f830cdb571e2c4ad15481119c43b3cafd48 https://github.com/x/y.git#main /x
COPY --foo a b
`);
  });

  it('joins what stands behind a blank', () => {
    checkFix(flagValue, `
FROM alpine:3.24
COPY --chown app a b/
`, `
FROM alpine:3.24
COPY --chown=app a b/
`, 'unsafe');
  });
});
