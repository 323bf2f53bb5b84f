import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { missingFrom } from '../../../server/src/lint/rules/dockerfile/missing-from';

describe('missing-from', () => {
  it('on the first instruction that needs it', () => {
    checkRule(missingFrom, `
ARG a=b
RUN true
^^^ error missing-from/missing
CMD ["true"]
`);
  });

  it('a file of ARG alone', () => {
    checkRule(missingFrom, `
ARG a=b
^^^ error missing-from/missing
`);
  });

  it('with a FROM, or with nothing at all', () => {
    checkClean(missingFrom, `
RUN true
FROM scratch
`);
    checkClean(missingFrom, `
# only a comment
`);
  });

  it('goes above the comments of the instruction', () => {
    checkFix(missingFrom, `
ARG a=b
# why
USER app
`, `
ARG a=b
FROM scratch
# why
USER app
`, 'unsafe');
    checkFix(missingFrom, 'RUN true\n', 'RUN true\n', 'unsafe');
  });
});
