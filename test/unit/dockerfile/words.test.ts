import assert from 'node:assert/strict';
import { leadingFlags, splitAtBlanks, splitQuoted } from '../../../server/src/lint/dockerfile/words';

describe('words of an instruction', () => {
  it('are cut at blanks, quoted or not, for paths and ports', () => {
    assert.deepEqual(splitAtBlanks(' a  "b c"\td ').map((piece) => piece.text), ['a', '"b', 'c"', 'd']);
    assert.deepEqual(splitAtBlanks('').length, 0);
  });

  it('are cut at blanks outside quotes for pairs', () => {
    assert.deepEqual(splitQuoted(`A="b c" D='e f' G=h\\ i`, '\\').map((piece) => piece.text), ['A="b c"', `D='e f'`, 'G=h\\ i']);
    assert.deepEqual(splitQuoted('A=b` c D', '`').map((piece) => piece.text), ['A=b` c', 'D']);
    assert.deepEqual(splitQuoted('A="b c', '\\').map((piece) => piece.text), ['A="b c']);
  });

  it('keep their places', () => {
    for (const piece of splitQuoted(`  A="b c"  D=e`, '\\')) assert.equal(`  A="b c"  D=e`.slice(piece.start, piece.end), piece.text);
  });

  it('begin after the flags', () => {
    const { flags, rest } = leadingFlags('--chown=a:b --link src dst', '\\');
    assert.deepEqual(flags.map((flag) => flag.value), ['--chown=a:b', '--link']);
    assert.equal('--chown=a:b --link src dst'.slice(rest), 'src dst');
  });

  it('flags end at --, at another word, and may be quoted', () => {
    assert.equal('-- --x'.slice(leadingFlags('-- --x', '\\').rest), '--x');
    assert.equal(leadingFlags('src --link', '\\').flags.length, 0);
    assert.deepEqual(leadingFlags('--mount="type=bind, x" "--a b" c', '\\').flags.map((flag) => flag.value), ['--mount=type=bind, x']);
    assert.deepEqual(leadingFlags(`--exclude='a b' --parents x`, '\\').flags.map((flag) => flag.value), ['--exclude=a b', '--parents']);
  });
});
