import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { copyFromSelf } from '../../../server/src/lint/rules/dockerfile/copy-from-self';

describe('copy-from-self', () => {
  it('by name, number and mount', () => {
    checkRule(copyFromSelf, `
FROM alpine
FROM alpine AS Self
COPY --from=self /a /b
            ^^^^ error copy-from-self/self
COPY --from=1 /a /b
            ^ error copy-from-self/self
RUN --mount=type=bind,from=self,target=/x true
                           ^^^^ error copy-from-self/self
`);
  });

  it('an earlier stage of the same name, and other stages', () => {
    checkClean(copyFromSelf, `
FROM alpine AS a
FROM alpine AS b
COPY --from=a /a /b
COPY --from=0 /a /b
`);
  });

  it('removes the flag', () => {
    checkFix(copyFromSelf, `
FROM alpine AS a
COPY --chown=1 --from=a x y
`, `
FROM alpine AS a
COPY --chown=1 x y
`, 'unsafe');
  });
});
