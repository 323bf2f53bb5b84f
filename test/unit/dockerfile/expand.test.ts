import assert from 'node:assert/strict';
import { expand, unknownValue } from '../../../server/src/lint/dockerfile/expand';
import type { ExpandOptions, Looked } from '../../../server/src/lint/dockerfile/expand';

const environment: Readonly<Record<string, Looked>> = { NAME: 'plimsoll', EMPTY: '', FILE: 'dir/archive.tar.gz', TWO: 'one two', SECRET: unknownValue };

function expanded(text: string, options: Partial<ExpandOptions> = {}): string | undefined {
  return expand(text, (name) => environment[name], { escape: '\\', ...options }).value;
}

function failure(text: string): string | undefined {
  return expand(text, (name) => environment[name], { escape: '\\' }).errorKind;
}

describe('expansion of words', () => {
  it('replaces variables with and without braces', () => {
    assert.equal(expanded('a-$NAME/b'), 'a-plimsoll/b');
    assert.equal(expanded('${NAME}s'), 'plimsolls');
    assert.equal(expanded('$NAMEs'), '');
    assert.equal(expanded('$UNSET.'), '.');
  });

  it('takes quotes and escapes away', () => {
    assert.equal(expanded(`"a $NAME" 'b $NAME'`), 'a plimsoll b $NAME');
    assert.equal(expanded('\\$NAME \\"x\\" "\\$NAME" "\\n"'), '$NAME "x" $NAME \\n');
    assert.equal(expanded('`$NAME', { escape: '`' }), '$NAME');
    assert.equal(expanded('C:\\$NAME', { escape: '`' }), 'C:\\plimsoll');
  });

  it('knows the modifiers of BuildKit', () => {
    assert.equal(expanded('${NAME:-x}|${EMPTY:-x}|${UNSET:-x}'), 'plimsoll|x|x');
    assert.equal(expanded('${EMPTY-x}|${UNSET-x}'), '|x');
    assert.equal(expanded('${NAME:+x}|${EMPTY:+x}|${EMPTY+x}|${UNSET+x}'), 'x||x|');
    assert.equal(expanded('${UNSET:-${NAME:-y}}'), 'plimsoll');
    assert.equal(expanded('${FILE#*/}|${FILE##*a}|${FILE%.*}|${FILE%%.*}'), 'archive.tar.gz|r.gz|dir/archive.tar|dir/archive');
    assert.equal(expanded('${FILE/ar/AR}|${FILE//ar/AR}'), 'dir/ARchive.tar.gz|dir/ARchive.tAR.gz');
    assert.equal(expanded('${NAME:?needed}'), 'plimsoll');
  });

  it('is unknown where an unknown variable matters, and only there', () => {
    assert.equal(expanded('a$SECRET'), undefined);
    assert.equal(expanded('${SECRET:-x}'), undefined);
    assert.equal(expanded('${NAME:-$SECRET}'), 'plimsoll');
    assert.equal(expanded('${UNSET:+$SECRET}'), '');
  });

  it('says what is wrong and where', () => {
    assert.equal(failure(`'open`), 'quote');
    assert.equal(failure('"open'), 'quote');
    assert.equal(failure('${NAME'), 'brace');
    assert.equal(failure('${NAME:-x'), 'brace');
    assert.equal(failure('${NAME^^}'), 'modifier');
    assert.equal(failure('${}'), 'modifier');
    assert.equal(failure('${UNSET:?}'), 'unset');
    assert.equal(failure('${'.repeat(5_000)), 'modifier');
    assert.equal(failure('${A:-'.repeat(5_000)), 'nesting');
    assert.equal(expand('ab"cd', () => undefined, { escape: '\\' }).errorStart, 2);
    assert.equal(expand('ab${X:-c', () => undefined, { escape: '\\' }).errorStart, 2);
  });

  it('splits at blanks outside quotes, also those that a variable brings', () => {
    const words = (text: string): string[] => expand(text, (name) => environment[name], { escape: '\\' }).words.map((word) => word.value);
    assert.deepEqual(words('a "b c" $TWO'), ['a', 'b c', 'one', 'two']);
    assert.deepEqual(words('  x\ty '), ['x', 'y']);
    assert.deepEqual(words('\'\' ""'), []);
  });

  it('tells where variables stand', () => {
    const { uses } = expand('x$NAME ${FILE%.*}', () => 'v', { escape: '\\' });
    assert.deepEqual(uses, [
      { name: 'NAME', start: 1, end: 6, nameStart: 2 },
      { name: 'FILE', start: 7, end: 17, nameStart: 9, operator: '%' },
    ]);
  });

  it('leaves shell parameters and lone dollars', () => {
    assert.equal(expanded('a$ b'), 'a$ b');
    assert.deepEqual(expand('$1 $@ ${10}', () => undefined, { escape: '\\' }).uses.map((use) => use.name), ['1', '@', '10']);
  });
});
