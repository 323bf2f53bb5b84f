import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { misplacedDirective } from '../../../server/src/lint/rules/dockerfile/misplaced-directive';

describe('misplaced-directive', () => {
  it('below comments, blank lines, instructions', () => {
    checkRule(misplacedDirective, `
# about this file

# escape=\`
^^^^^^^^^^ warning misplaced-directive/late
FROM alpine:3.24
# syntax=docker/dockerfile:1
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misplaced-directive/late
RUN true
`);
  });

  it('on top, in the middle of an instruction, and notes', () => {
    checkClean(misplacedDirective, `
# syntax=docker/dockerfile:1
# check=skip=all
FROM alpine:3.24
# escape=all the things
# syntax=error
# check=skip=JSONArgsRecommended
CMD true
RUN a \\
  # escape=\`
  b
`);
  });

  it('goes to the top', () => {
    checkFix(misplacedDirective, `
# escape=\`
# a note
# syntax=docker/dockerfile:1
FROM alpine:3.24
`, `
# escape=\`
# syntax=docker/dockerfile:1
# a note
FROM alpine:3.24
`, 'unsafe');
  });
});
