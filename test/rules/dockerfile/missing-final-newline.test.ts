import { missingFinalNewline } from '../../../server/src/lint/rules/dockerfile/missing-final-newline';
import { checkClean, checkFix } from '../../helpers/rules';

describe('missing-final-newline', () => {
  it('adds the line break of the file', () => {
    checkFix(missingFinalNewline, 'FROM a\r\nRUN x', 'FROM a\r\nRUN x\r\n');
    checkFix(missingFinalNewline, 'FROM a\nRUN <<EOF\nx\nEOF', 'FROM a\nRUN <<EOF\nx\nEOF\n');
  });

  it('is silent where there is one, or nothing', () => {
    checkClean(missingFinalNewline, 'FROM a\n');
    checkClean(missingFinalNewline, '');
  });
});
