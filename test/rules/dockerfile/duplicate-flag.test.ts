import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { duplicateFlag } from '../../../server/src/lint/rules/dockerfile/duplicate-flag';

describe('duplicate-flag', () => {
  it('the second one', () => {
    checkRule(duplicateFlag, `
FROM alpine:3.24
COPY --chown=1 --link --chown=2 a b
                      ^^^^^^^^^ error duplicate-flag/twice
HEALTHCHECK --retries=1 --retries=1 CMD true
                        ^^^^^^^^^^^ error duplicate-flag/twice
`);
  });

  it('flags that may be repeated', () => {
    checkClean(duplicateFlag, `
FROM alpine:3.24
COPY --exclude=a --exclude=b x y
RUN --mount=type=cache,target=/a --mount=type=cache,target=/b true
COPY --foo --foo a b
`);
  });

  it('takes away an equal one only', () => {
    checkFix(duplicateFlag, `
FROM alpine:3.24
COPY --chown=1 --chown=1 a b
`, `
FROM alpine:3.24
COPY --chown=1 a b
`);
  });

  it('takes away a different one where asked', () => {
    checkFix(duplicateFlag, `
FROM alpine:3.24
COPY --chown=1 --chown=2 a b
`, `
FROM alpine:3.24
COPY --chown=1 a b
`, 'unsafe');
  });
});
