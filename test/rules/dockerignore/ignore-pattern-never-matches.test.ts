import { ignorePatternNeverMatches } from '../../../server/src/lint/rules/dockerignore/ignore-pattern-never-matches';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('ignore-pattern-never-matches', () => {
  it('reports what lies outside, the context itself, braces and quotes', () => {
    checkRule(ignorePatternNeverMatches, `
../secrets
^^^^^^^^^^ warning ignore-pattern-never-matches/outside
a/../..
^^^^^^^ warning ignore-pattern-never-matches/outside
./
^^ warning ignore-pattern-never-matches/itself
/
^ warning ignore-pattern-never-matches/itself
  *.{key,pem}
  ^^^^^^^^^^^ warning ignore-pattern-never-matches/braces
!"README.md"
^^^^^^^^^^^^ warning ignore-pattern-never-matches/quotes
'.env'
^^^^^^ warning ignore-pattern-never-matches/quotes
`);
  });

  it('is silent about what may be there', () => {
    checkClean(ignorePatternNeverMatches, '..data\na/../b\n*\n**\n{a}\nx{2,3}\n\\{a,b\\}\n"a\na\'b\'\n.git\nno-such-file\n# {a,b}\n');
  });

  it('writes one line for each alternative, and takes quotes out', () => {
    checkFix(ignorePatternNeverMatches, 'a\n*.{key,pem}\n', 'a\n*.key\n*.pem\n', 'unsafe');
    checkFix(ignorePatternNeverMatches, '!{a,b}/{c,d}', '!a/c\n!a/d\n!b/c\n!b/d', 'unsafe');
    checkFix(ignorePatternNeverMatches, '{a,b}\r\nc\r\n', 'a\r\nb\r\nc\r\n', 'unsafe');
    checkFix(ignorePatternNeverMatches, '"a b"\n!\'c\'', 'a b\n!c', 'unsafe');
  });

  it('takes out what is outside and what is the context itself', () => {
    checkFix(ignorePatternNeverMatches, 'a\n../b\nc\n', 'a\nc\n', 'unsafe');
    checkFix(ignorePatternNeverMatches, 'a\n.', 'a', 'unsafe');
  });

  it('leaves braces within braces, and long lists, to a person', () => {
    const nested = '{a,{b,c}}\n';
    checkFix(ignorePatternNeverMatches, nested, nested, 'unsafe');
    const many = `{${Array.from({ length: 21 }, (_, i) => i).join(',')}}\n`;
    checkFix(ignorePatternNeverMatches, many, many, 'unsafe');
  });
});
