import assert from 'node:assert/strict';
import { cleanPath, globTest, hasWildcard, isValidGlob, trim } from '../../../server/src/lint/text/go-path';

describe('paths as Go reads them', () => {
  it('are cleaned', () => {
    const cases = { '': '.', '.': '.', '/': '/', 'a//b/': 'a/b', './a/./b': 'a/b', 'a/../b': 'b', '../a': '../a', 'a/../../b': '../b', '/../a': '/a', 'a/..': '.', '/..': '/' };
    for (const [path, clean] of Object.entries(cases)) assert.equal(cleanPath(path), clean, path);
  });

  it('lose blanks, and keep a byte order mark', () => assert.equal(trim(' \t\u00a0a b\u0085\r'), 'a b'));

  it('are patterns where a wildcard is not escaped', () => {
    assert.deepEqual(['a', 'a*', 'a\\*', '\\\\*', '[a]', 'a?'].map(hasWildcard), [false, true, false, true, true, true]);
  });

  it('match names', () => {
    const match = (pattern: string, ...names: string[]) => names.filter(globTest(pattern)!);
    assert.deepEqual(match('*.txt', 'a.txt', '.txt', 'txt', 'a.txt.gz'), ['a.txt', '.txt']);
    assert.deepEqual(match('a?[b-d]', 'axb', 'axe', 'ab'), ['axb']);
    assert.deepEqual(match('[^a]x', 'ax', 'bx'), ['bx']);
    assert.deepEqual(match('[\\-a]', '-', 'a', 'b'), ['-', 'a']);
    assert.deepEqual(match('[z-a]', 'z', 'a', 'm'), []);
    assert.deepEqual(match('a.b+', 'a.b+', 'axb+'), ['a.b+']);
  });

  it('are refused where they are broken', () => {
    for (const pattern of ['[', '[]', '[^]', '[a', '[-a]', 'a\\', '[a-]']) assert.equal(isValidGlob(pattern), false, pattern);
    for (const pattern of ['', ']', '[a]', '[^^]', '[\\]]', '\\[']) assert.equal(isValidGlob(pattern), true, pattern);
    assert.equal(globTest('['), undefined);
  });
});
