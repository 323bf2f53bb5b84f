import { severalBlanks } from '../../../server/src/lint/rules/dockerfile/several-blanks';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('several-blanks', () => {
  it('marks the first run of a line', () => {
    checkRule(severalBlanks, `
FROM  alpine:3.24
    ^^ hint several-blanks/several
ENV A=1   B=2  C=3
       ^^^ hint several-blanks/several
    RUN echo a \\
      && echo  b
             ^^ hint several-blanks/several
`);
  });

  it('leaves one, in all places of a line', () => {
    checkFix(severalBlanks, 'FROM  a\nRUN  x \t y  z\nRUN  <<EOF\na  b\nEOF\n', 'FROM a\nRUN x y z\nRUN <<EOF\na  b\nEOF\n');
  });

  it('leaves quotes, comments, indentation, aligned continuations and old forms alone', () => {
    checkClean(severalBlanks, '# a  b\nFROM a\n    RUN echo "a  b" \'c  d\' e\\ \\ f   \\\n#  x  y\n       && echo "g   \\\n  h  i"\nENV A b  c\nLABEL a b  c\nRUN echo it\'s  b\n');
  });
});
