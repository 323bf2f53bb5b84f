import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { consecutiveCopy } from '../../../server/src/lint/rules/dockerfile/consecutive-copy';

describe('consecutive-copy', () => {
  it('the same destination', () => {
    checkRule(consecutiveCopy, `
FROM alpine:3.24
COPY a /x/
COPY b /x/
^^^^ hint consecutive-copy/join
ADD c.tar /y
ADD d.tar /y
^^^ hint consecutive-copy/join
`);
  });

  it('others', () => {
    checkClean(consecutiveCopy, `
FROM alpine:3.24
COPY a /x/
COPY b /y/
COPY --chown=1 c /y/
COPY . /x/
COPY d /x/
RUN true
COPY e /x/
`);
  });

  it('has an unsafe fix', () => {
    checkFix(consecutiveCopy, `
FROM alpine:3.24
COPY a /x/
COPY b c /x/
COPY d /x/
`, `
FROM alpine:3.24
COPY a b c d /x/
`, 'unsafe');
  });
});
