import { chainOnOneLine } from '../../../server/src/lint/rules/dockerfile/chain-on-one-line';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('chain-on-one-line', () => {
  it('marks what follows', () => {
    checkRule(chainOnOneLine, `
FROM alpine:3.24
RUN a && b || c
         ^ hint chain-on-one-line/line
LABEL x=1 y=2
          ^^^ hint chain-on-one-line/line
RUN --mount=type=cache,target=/a --mount=type=cache,target=/b <<EOF
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint chain-on-one-line/line
a && b
EOF
`);
  });

  it('puts each on a line', () => {
    checkFix(chainOnOneLine, 'FROM a\nRUN --mount=type=cache,target=/a --mount=type=cache,target=/b x && y\n', 'FROM a\nRUN --mount=type=cache,target=/a \\\n    --mount=type=cache,target=/b \\\n    x \\\n    && y\n');
    checkFix(chainOnOneLine, 'FROM a\nHEALTHCHECK --interval=3s CMD a || exit 1\n', 'FROM a\nHEALTHCHECK --interval=3s \\\n    CMD a \\\n    || exit 1\n');
    checkFix(chainOnOneLine, '# escape=`\nFROM a\nLABEL a=1 b="x y" c=3\n', '# escape=`\nFROM a\nLABEL a=1 `\n    b="x y" `\n    c=3\n');
  });

  it('leaves what stands on several lines, single parts, exec forms and nested commands alone', () => {
    checkClean(chainOnOneLine, 'FROM a\nRUN a \\\n  && b\nRUN --mount=type=cache,target=/a x\nRUN (a && b)\nRUN ["a", "&&", "b"]\nLABEL a=1\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["a"]\nRUN if a && b; then c; fi\n');
    checkClean(chainOnOneLine, 'FROM a\nRUN a && b\n', { options: { min: 3 } });
  });
});
