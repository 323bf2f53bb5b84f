import { trailingSpace } from '../../../server/src/lint/rules/dockerfile/trailing-space';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('trailing-space', () => {
  it('finds blanks at the end of instructions, comments, blank lines and heredocs, and removes them outside heredocs', () => {
    checkRule(trailingSpace, 'FROM alpine:3.24 \n                ^ hint trailing-space/trailing\n');
    checkFix(trailingSpace, '# c \nFROM a\t\n \t\nRUN a \\  \r\n  && b\nRUN <<EOF\nx  \nEOF\n', '# c\nFROM a\n\nRUN a \\\r\n  && b\nRUN <<EOF\nx  \nEOF\n');
    checkFix(trailingSpace, 'FROM a  ', 'FROM a');
  });

  it('leaves other blanks alone', () => {
    checkClean(trailingSpace, '  FROM  a\n\n\tRUN x\n');
  });
});
