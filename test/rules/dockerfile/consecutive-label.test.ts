import { consecutiveLabel } from '../../../server/src/lint/rules/dockerfile/consecutive-label';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('consecutive-label', () => {
  it('marks the first of a group', () => {
    checkRule(consecutiveLabel, `
FROM alpine:3.24
LABEL a=1 b=2
^^^^^ hint consecutive-label/group
LABEL c=3
`);
  });

  it('joins them', () => {
    checkFix(consecutiveLabel, 'FROM a\nLABEL a=1\nLABEL b="x y"\nLABEL c=3\n', 'FROM a\nLABEL a=1 \\\n      b="x y" \\\n      c=3\n', 'unsafe');
    // The last value counts, so keys that stand twice stay apart.
    checkFix(consecutiveLabel, 'FROM a\nLABEL a=1\nLABEL a=2\nLABEL c=3\n', 'FROM a\nLABEL a=1\nLABEL a=2\nLABEL c=3\n', 'unsafe');
  });

  it('leaves few, and those that are parted, alone', () => {
    checkClean(consecutiveLabel, 'FROM a\nLABEL a=1\nLABEL b=2\n\nLABEL c=3\n# c\nLABEL d=4\nRUN x\nLABEL e=5\n');
    checkClean(consecutiveLabel, 'FROM a\nLABEL a=1\nLABEL b=2\nLABEL c=3\n', { options: { min: 4 } });
  });
});
