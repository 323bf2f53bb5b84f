import { checkClean, checkRule } from '../../helpers/rules';
import { tooManyLines } from '../../../server/src/lint/rules/dockerfile/too-many-lines';

describe('too-many-lines', () => {
  it('on the first instruction', () => {
    checkRule(tooManyLines, `
# comment

FROM alpine:3.24
^^^^ hint too-many-lines/long
RUN a \\
  b
`, { options: { max: 2 } });
  });

  it('at the limit', () => {
    checkClean(tooManyLines, `
# syntax=docker/dockerfile:1
# comment
FROM alpine:3.24

RUN a \\
  # comment
  b
`, { options: { max: 3 } });
  });
});
