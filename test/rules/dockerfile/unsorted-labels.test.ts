import { unsortedLabels } from '../../../server/src/lint/rules/dockerfile/unsorted-labels';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unsorted-labels', () => {
  it('marks the first label that stands too late', () => {
    checkRule(unsortedLabels, `
FROM alpine:3.24
LABEL flavor=1 com.example.a=2 org.opencontainers.image.title=3
               ^^^^^^^^^^^^^ hint unsorted-labels/unsorted
`);
  });

  it('sorts them where they stand', () => {
    checkFix(unsortedLabels, 'FROM a\nLABEL b=1 \\\n  org.opencontainers.image.source="s" \\\n  org.opencontainers.image.title=t\n', 'FROM a\nLABEL org.opencontainers.image.title=t \\\n  org.opencontainers.image.source="s" \\\n  b=1\n', 'unsafe');
  });

  it('leaves the usual order, unknown keys and keys that stand twice alone', () => {
    checkClean(unsortedLabels, 'FROM a\nARG P\nLABEL org.opencontainers.image.title=t org.opencontainers.image.description=d z.z=1 a.a=1 c=1 a=1\nFROM a\nARG P\nLABEL "$P.x"=1 org.opencontainers.image.title=t\nFROM a\nLABEL b=1 org.opencontainers.image.title=t\nLABEL b=2\n');
  });
});
