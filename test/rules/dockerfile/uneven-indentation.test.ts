import { unevenIndentation } from '../../../server/src/lint/rules/dockerfile/uneven-indentation';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('uneven-indentation', () => {
  it('marks the first instruction that stands out', () => {
    checkRule(unevenIndentation, `
FROM alpine:3.24
RUN a
  RUN b
  ^^^ hint uneven-indentation/uneven
    RUN c
`);
    checkRule(unevenIndentation, `
ARG A
  ARG B
  ^^^ hint uneven-indentation/outer
FROM alpine:3.24 AS a
\tRUN a
FROM a
\tRUN b
RUN c
`);
  });

  it('marks a line that goes on further left', () => {
    checkRule(unevenIndentation, `
FROM alpine:3.24 AS a
  RUN a \\
b \\
^^^ hint uneven-indentation/inner
    c
FROM a
`);
  });

  it('accepts files that are indented alike', () => {
    checkClean(unevenIndentation, 'ARG A\nFROM a AS b\n  RUN x \\\n    y\n\n  RUN <<EOF\nz\nEOF\nFROM b\n  CMD c\n');
    checkClean(unevenIndentation, 'FROM a AS b\nRUN x \\\ny\nFROM b\nCMD c\n');
    checkClean(unevenIndentation, '\ufeffFROM a\nRUN x\n');
    checkClean(unevenIndentation, 'FROM a\nRUN x \\\n    y\n');
  });

  it('indents them alike', () => {
    checkFix(unevenIndentation, 'FROM a\n\tRUN x\n  CMD y\n', 'FROM a\nRUN x\nCMD y\n');
    checkFix(unevenIndentation, ' FROM a AS b\n  RUN x\n  RUN y\nFROM b\nCMD c\n', 'FROM a AS b\n  RUN x\n  RUN y\nFROM b\n  CMD c\n');
  });
});
