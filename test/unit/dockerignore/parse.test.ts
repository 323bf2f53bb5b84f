import assert from 'node:assert/strict';
import { parseDockerignore } from '../../../server/src/lint/dockerignore/parse';

const uri = 'file:///project/.dockerignore';

/** Those of the paths that are ignored. */
function ignored(text: string, ...paths: readonly string[]): string[] {
  const { matcher, errors } = parseDockerignore(text, uri);
  assert.deepEqual(errors, []);
  return paths.filter((path) => matcher.ignores(path));
}

describe('ignore file', () => {
  it('has lines as the builder reads them, with their places', () => {
    const text = '\ufeff# first\r\n\r\n  ./a//b/  \r\n!/c\r\n # no comment\r\nlast';
    const { patterns, comments, source } = parseDockerignore(text, uri);
    assert.deepEqual(patterns.map(({ pattern, negated, line }) => [pattern, negated, line]), [['a/b', false, 2], ['c', true, 3], ['# no comment', false, 4], ['last', false, 5]]);
    assert.deepEqual(patterns.map(({ span }) => source.slice(span)), ['./a//b/', '!/c', '# no comment', 'last']);
    assert.deepEqual(comments.map((comment) => [comment.text, source.slice(comment.span)]), [['first', '# first']]);
  });

  it('reads any text', () => {
    for (const text of ['', '\n', '\r', '!', '!!', '/', '!/', '..', '\ufeff', '[', 'a\\']) parseDockerignore(text, uri);
  });

  it('names what the builder refuses', () => {
    const { errors, patterns, source } = parseDockerignore('a\n!\n[b\n! /\n[]\nc\\\n', uri);
    assert.deepEqual(errors.map(({ kind, span }) => [kind, source.slice(span)]), [['empty-exception', '!'], ['bad-pattern', '[b'], ['empty-exception', '! /'], ['bad-pattern', '[]'], ['bad-pattern', 'c\\']]);
    assert.deepEqual(patterns.map(({ pattern }) => pattern), ['a']);
  });

  // What moby/patternmatcher answers, run on the same patterns and paths.
  it('takes a plain path for itself and what is below it, from the root', () => {
    assert.deepEqual(ignored('a\n', 'a', 'a/b', 'b/a', 'ab'), ['a', 'a/b']);
    assert.deepEqual(ignored('/a/\n', 'a', 'a/b', 'b/a'), ['a', 'a/b']);
    assert.deepEqual(ignored('a/../b\n', 'a', 'b'), ['b']);
    assert.deepEqual(ignored('.\n/\n../a\n', 'a', 'b'), []);
  });

  it('stops * and ? at a slash, and ** nowhere', () => {
    assert.deepEqual(ignored('*.md\n', 'a.md', 'b/a.md', '.md', 'a.md/c'), ['a.md', '.md', 'a.md/c']);
    assert.deepEqual(ignored('a?c\n', 'abc', 'ac', 'a/c', 'aéc', 'a😀c'), ['abc', 'aéc', 'a😀c']);
    assert.deepEqual(ignored('**/*.md\n', 'a.md', 'b/a.md', 'b/c/a.md'), ['a.md', 'b/a.md', 'b/c/a.md']);
    assert.deepEqual(ignored('**/a\n', 'a', 'b/a', 'ba', 'b/a/c'), ['a', 'b/a', 'b/a/c']);
    assert.deepEqual(ignored('a/**\n', 'a', 'a/b', 'a/b/c'), ['a/b', 'a/b/c']);
    assert.deepEqual(ignored('a/**/b\n', 'a/b', 'a/x/y/b', 'a/xb'), ['a/b', 'a/x/y/b']);
    assert.deepEqual(ignored('**\n', 'a', 'a/b'), ['a', 'a/b']);
    assert.deepEqual(ignored('*/temp*\n', 'a/temp', 'a/temporary.txt', 'temp', 'a/b/temp'), ['a/temp', 'a/temporary.txt']);
  });

  it('knows classes and escapes', () => {
    assert.deepEqual(ignored('[a-c]x\n', 'ax', 'dx', 'cx/y'), ['ax', 'cx/y']);
    assert.deepEqual(ignored('[^a-c]x\n', 'ax', 'dx'), ['dx']);
    assert.deepEqual(ignored('\\[a\n', '[a', 'a'), ['[a']);
    assert.deepEqual(ignored('a\\*\n', 'a*', 'ab'), ['a*']);
    assert.deepEqual(ignored('\\#a\n', '#a'), ['#a']);
    assert.deepEqual(ignored('a+(b).c\n', 'a+(b).c', 'aab.c'), ['a+(b).c']);
  });

  it('has the oddities of the builder', () => {
    // Braces and bars are not escaped when a pattern becomes an expression.
    assert.deepEqual(ignored('a|b*\n', 'ax', 'xbc', 'c'), ['ax', 'xbc']);
    assert.deepEqual(ignored('*.{js,ts}\n', 'a.js', 'a.{js,ts}'), ['a.{js,ts}']);
    assert.deepEqual(ignored('a{2}*\n', 'aab', 'a{2}'), ['aab']);
    // A slash in front of the exclamation mark is taken away before it is looked for.
    assert.deepEqual(ignored('a*\n/!ab\n', 'ab', 'ac'), ['ac']);
  });

  it('lets the last pattern decide', () => {
    assert.deepEqual(ignored('*.md\n!README.md\n', 'a.md', 'README.md'), ['a.md']);
    assert.deepEqual(ignored('*.md\n!README*.md\nREADME-secret.md\n', 'README.md', 'README-secret.md'), ['README-secret.md']);
    assert.deepEqual(ignored('!README.md\n*.md\n', 'README.md'), ['README.md']);
    assert.deepEqual(ignored('*\n!src\n', 'src', 'src/a', 'lib'), ['lib']);
    assert.deepEqual(ignored('src\n!src/keep\n', 'src', 'src/a', 'src/keep/b'), ['src', 'src/a']);
  });

  it('does not count an exception for what is below where it changed nothing above', () => {
    assert.deepEqual(ignored('*/b\n!a\n', 'a', 'a/b'), ['a/b']);
  });

  it('says which pattern decided', () => {
    const { matcher } = parseDockerignore('*.md\n!a*\nab.md\n', uri);
    assert.deepEqual(['x.md', 'a.md', 'ab.md', 'c'].map((path) => matcher.decisive(path)?.text), ['*.md', '!a*', 'ab.md', undefined]);
  });
});
