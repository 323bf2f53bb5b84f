import assert from 'node:assert/strict';

import { matchesAny } from '../../../server/src/lint/settings/glob';

function check(pattern: string, matching: readonly string[], others: readonly string[]): void {
  for (const path of matching) assert.equal(matchesAny([pattern], path), true, `${pattern} must match ${path}`);
  for (const path of others) assert.equal(matchesAny([pattern], path), false, `${pattern} must not match ${path}`);
}

describe('globs of configuration files', () => {
  it('match a name at any depth where there is no slash', () => check('Dockerfile', ['Dockerfile', 'a/Dockerfile', 'a/b/Dockerfile'], ['Dockerfile.dev', 'aDockerfile']));
  it('are anchored where there is a slash', () => {
    check('a/Dockerfile', ['a/Dockerfile'], ['b/a/Dockerfile', 'a/b/Dockerfile']);
    check('/Dockerfile', ['Dockerfile'], ['a/Dockerfile']);
    check('./Dockerfile', ['Dockerfile'], []);
  });
  it('match everything below a directory', () => {
    check('vendor', ['vendor/a/Dockerfile', 'x/vendor/Dockerfile'], ['vendors/Dockerfile']);
    check('vendor/', ['vendor/Dockerfile'], ['vendor']);
    check('a/b', ['a/b/c/d'], ['a/bc']);
  });
  it('know *, ?, **, classes, braces and escapes', () => {
    check('*.dockerfile', ['x.dockerfile', 'a/y.dockerfile'], ['x.dockerfile2', 'dockerfile']);
    check('a/*/c', ['a/b/c'], ['a/c', 'a/b/b/c']);
    check('a/**/c', ['a/c', 'a/b/c', 'a/b/b/c'], ['a/b']);
    check('**/test/**', ['test/x', 'a/test/x/y'], ['test', 'tests/x']);
    check('Dockerfile.?', ['Dockerfile.a'], ['Dockerfile.', 'Dockerfile.ab']);
    check('[a-c]x', ['ax', 'cx'], ['dx', '-x']);
    check('[!a]x', ['bx'], ['ax']);
    check('{web,db}/Dockerfile.{a,b}', ['web/Dockerfile.a', 'db/Dockerfile.b'], ['x/Dockerfile.a', 'web/Dockerfile.c']);
    check('a\\*', ['a*'], ['ab']);
    check('[', ['['], ['a']);
  });
  it('take a file back in with !, the last pattern deciding', () => {
    assert.equal(matchesAny(['test/**', '!test/keep/Dockerfile'], 'test/keep/Dockerfile'), false);
    assert.equal(matchesAny(['test/**', '!test/keep/Dockerfile'], 'test/other/Dockerfile'), true);
    assert.equal(matchesAny(['!a', 'a'], 'a'), true);
  });
  it('match nothing outside the base directory and nothing with an empty pattern', () => {
    assert.equal(matchesAny(['**', '*'], '../x'), false);
    assert.equal(matchesAny(['', '/', '!'], 'x'), false);
  });
  it('take no exponential time', () => {
    // Naive backtracking needs centuries here; the runner's own time limit is the check.
    assert.equal(matchesAny([`${'*a'.repeat(40)}b`, `${'**/a/'.repeat(40)}b`, '{a,b}'.repeat(40)], `${'a/'.repeat(60)}${'a'.repeat(200)}`), false);
  });
});
