import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { multipleCmd } from '../../../server/src/lint/rules/dockerfile/multiple-cmd';

describe('multiple-cmd', () => {
  it('all but the last of a stage', () => {
    checkRule(multipleCmd, `
FROM alpine:3.24 AS a
CMD ["one"]
^^^ warning multiple-cmd/superseded
CMD ["two"]
^^^ warning multiple-cmd/superseded
RUN true
CMD three
FROM a
CMD ["four"]
`);
  });

  it('one a stage, triggers aside', () => {
    checkClean(multipleCmd, `
FROM alpine:3.24 AS a
CMD ["one"]
ONBUILD CMD ["two"]
FROM a
CMD ["two"]
`);
  });

  it('keeps the last', () => {
    checkFix(multipleCmd, `
FROM alpine:3.24
# first
CMD ["one"]
RUN true
CMD echo \\
  two
CMD ["three"]
`, `
FROM alpine:3.24
# first
RUN true
CMD ["three"]
`);
  });
});
