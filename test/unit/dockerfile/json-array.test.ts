import assert from 'node:assert/strict';
import { parseJsonArray } from '../../../server/src/lint/dockerfile/json-array';

describe('JSON arrays', () => {
  it('of strings, with the place of every element', () => {
    const text = ' [ "a" , "b\\"\\u0041", "" ] ';
    const array = parseJsonArray(text);
    assert.ok(array.kind === 'strings');
    assert.deepEqual(array.elements.map((element) => element.value), ['a', 'b"A', '']);
    assert.deepEqual(array.elements.map((element) => text.slice(element.start, element.end)), ['"a"', '"b\\"\\u0041"', '""']);
    assert.equal(text.slice(array.start, array.end), text.trim());
  });

  it('may be empty', () => {
    assert.deepEqual(parseJsonArray('[]'), { kind: 'strings', elements: [], start: 0, end: 2 });
  });

  it('of anything else are refused by the builder', () => {
    for (const text of ['["a", 1]', '[["a"]]', '[null]', '[true]', '[{}]']) assert.equal(parseJsonArray(text).kind, 'not-strings', text);
  });

  it('with a fault are shell text', () => {
    for (const text of [`['a']`, '["a",]', '["a" "b"]', '["a"', '["a\\x"]', '["a"] b', 'a ["b"]', '', '{"a": 1}', '["a\tb"]']) assert.equal(parseJsonArray(text).kind, 'none', text);
  });
});
