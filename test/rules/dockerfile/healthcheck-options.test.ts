import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { healthcheckOptions } from '../../../server/src/lint/rules/dockerfile/healthcheck-options';

describe('healthcheck-options', () => {
  it('types, durations, retries', () => {
    checkRule(healthcheckOptions, `
FROM alpine:3.24
HEALTHCHECK EXEC true
            ^^^^ error healthcheck-options/type
HEALTHCHECK NON
            ^^^ error healthcheck-options/type
HEALTHCHECK NONE now
                 ^^^ error healthcheck-options/none
HEALTHCHECK --interval=30 --timeout=3x CMD true
                       ^^ error healthcheck-options/unit
                                    ^^ error healthcheck-options/duration
HEALTHCHECK --start-period=$P --start-interval=1us CMD true
                           ^^ error healthcheck-options/variable
                                               ^^^ error healthcheck-options/short
HEALTHCHECK --retries=x CMD true
                      ^ error healthcheck-options/retries
HEALTHCHECK --retries=0 --interval=-1s CMD true
                      ^ warning healthcheck-options/zero-retries
                                   ^^^ error healthcheck-options/short
HEALTHCHECK CMD["true"]
            ^^^^^^^^^^^ error healthcheck-options/type
`);
  });

  it('everything that BuildKit takes', () => {
    checkClean(healthcheckOptions, `
FROM alpine:3.24
HEALTHCHECK NONE
HEALTHCHECK --interval=1h30m2.5s --timeout=0s --start-period=.5s --start-interval=1ms --retries=3 CMD true
HEALTHCHECK --interval= cmd true
HEALTHCHECK --interval=0 CMD ["true"]
`);
  });

  it('the type and the unit', () => {
    checkFix(healthcheckOptions, `
FROM alpine:3.24
HEALTHCHECK --interval=30 CMDD true
`, `
FROM alpine:3.24
HEALTHCHECK --interval=30s CMD true
`, 'unsafe');
  });
});
