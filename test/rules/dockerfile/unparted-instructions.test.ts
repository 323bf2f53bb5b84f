import { unpartedInstructions } from '../../../server/src/lint/rules/dockerfile/unparted-instructions';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unparted-instructions', () => {
  it('marks the first place', () => {
    checkRule(unpartedInstructions, `
FROM alpine:3.24

ENV A=1
RUN x
^^^ hint unparted-instructions/missing
RUN y

RUN z
`);
  });

  it('parts groups by one line', () => {
    checkFix(unpartedInstructions, 'ARG A\nFROM a\n# c\nRUN x \\\n  y\n\nRUN <<EOF\nz\nEOF\n\n\nCMD b\n', 'ARG A\n\nFROM a\n\n# c\nRUN x \\\n  y\nRUN <<EOF\nz\nEOF\n\nCMD b\n');
    checkFix(unpartedInstructions, 'FROM a\r\nRUN x\r\n', 'FROM a\r\n\r\nRUN x\r\n');
  });

  it('takes comments for parting', () => {
    checkClean(unpartedInstructions, 'FROM a\n\nRUN x\n\n# c\n\nRUN y\n# d\nRUN z\n\n# e\nCMD b\n');
  });
});
