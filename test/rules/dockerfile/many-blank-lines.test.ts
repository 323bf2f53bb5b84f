import assert from 'node:assert/strict';

import { manyBlankLines } from '../../../server/src/lint/rules/dockerfile/many-blank-lines';
import { checkClean, checkFix, findingsOf } from '../../helpers/rules';

describe('many-blank-lines', () => {
  it('removes what is more than the limit, and all at the beginning', () => {
    checkFix(manyBlankLines, '\n\n\nFROM a\n\n \t\n\nRUN x\n\n\n', 'FROM a\n\nRUN x\n\n');
    checkFix(manyBlankLines, 'FROM a\r\n\r\n\r\nRUN x\r\n', 'FROM a\r\n\r\nRUN x\r\n');
    checkFix(manyBlankLines, 'FROM a\n\n\n\nRUN x\n', 'FROM a\n\n\nRUN x\n', 'safe', { options: { max: 2 } });
  });

  it('reports those of heredocs without a fix', () => {
    const text = 'FROM a\nRUN <<EOF\nx\n\n\ny\nEOF\n';
    assert.equal(findingsOf(manyBlankLines, text).length, 1);
    checkFix(manyBlankLines, text, text);
  });

  it('leaves single ones alone', () => {
    checkClean(manyBlankLines, 'FROM a\n\nRUN x\n\n');
  });
});
