import assert from 'node:assert/strict';
import { addToList, addToMap, removeItem, removeKey, replaceScalar, yamlString } from '../../../server/src/lint/compose/edit';
import type { ComposeModel } from '../../../server/src/lint/compose/model';
import { parseCompose } from '../../../server/src/lint/compose/parse';
import type { Node } from '../../../server/src/lint/compose/model';
import { listOf, valueAt } from '../../../server/src/lint/compose/values';
import type { SpanEdit } from '../../../server/src/lint/rule';

const parse = (text: string): ComposeModel => parseCompose(text, 'file:///project/compose.yaml');
const web = (file: ComposeModel): Node => file.services[0]!.node;

/** Undefined where the function offers no edit. */
function edited(text: string, edit: (file: ComposeModel) => readonly SpanEdit[] | undefined): string | undefined {
  const file = parse(text);
  const edits = edit(file);
  if (!edits) return undefined;
  const result = [...edits].sort((a, b) => b.span.start - a.span.start).reduce((t, e) => t.slice(0, e.span.start) + e.newText + t.slice(e.span.end), text);
  assert.deepEqual(parse(result).errors, [], result);
  return result;
}

describe('edits of Compose files', () => {
  describe('adding keys', () => {
    const add = (text: string): string | undefined => edited(text, (file) => addToMap(file, web(file), { a: { b: 'x', c: ['1', '2'] } }));

    it('follows the last key, with the line break of the file', () => {
      assert.equal(add('services:\r\n  web:\r\n    image: x # y\r\n'), 'services:\r\n  web:\r\n    image: x # y\r\n    a:\r\n      b: x\r\n      c:\r\n        - 1\r\n        - 2\r\n');
    });

    it('works at the end of a file without a line break', () => {
      assert.equal(add('services:\n  web:\n    image: x'), 'services:\n  web:\n    image: x\n    a:\n      b: x\n      c:\n        - 1\n        - 2');
    });

    it('goes into the maps that are there', () => {
      assert.equal(add('services:\n  web:\n    a:\n      b: y\n    image: x\n'), 'services:\n  web:\n    a:\n      b: x\n      c:\n        - 1\n        - 2\n    image: x\n');
    });

    it('writes flow style into flow style', () => {
      assert.equal(add('services:\n  web: {image: x}\n'), 'services:\n  web: {image: x, a: {b: x, c: [1, 2]}}\n');
      assert.equal(add('services:\n  web: {image: x, a: {}}\n'), 'services:\n  web: {image: x, a: {b: x, c: [1, 2]}}\n');
      assert.equal(add('services:\n  web: {image: x, a: }\n'), 'services:\n  web: {image: x, a: {b: x, c: [1, 2]} }\n');
    });

    it('follows a merge key that stands alone', () => {
      assert.equal(add('x: &x\n  image: x\nservices:\n  web:\n    <<: *x\n'), 'x: &x\n  image: x\nservices:\n  web:\n    <<: *x\n    a:\n      b: x\n      c:\n        - 1\n        - 2\n');
    });

    it('is not offered where the map is written elsewhere, or is not closed', () => {
      assert.equal(add('x: &x\n  image: x\nservices:\n  web: *x\n'), undefined);
      assert.equal(add('x: &x\n  a: { d: 1 }\nservices:\n  web:\n    <<: *x\n    image: x\n'), undefined);
      assert.equal(addToMap(parse('services:\n  web: {image: x'), web(parse('services:\n  web: {image: x')), { a: 'b' }), undefined);
    });
  });

  describe('adding items', () => {
    const add = (text: string): string | undefined => edited(text, (file) => addToList(file, web(file), 'l', 'n'));

    it('follows the last item, in the style of the list', () => {
      assert.equal(add('services:\n  web:\n    l:\n    - a\n    - b: 1\n      c: 2\n    image: x\n'), 'services:\n  web:\n    l:\n    - a\n    - b: 1\n      c: 2\n    - n\n    image: x\n');
      assert.equal(add('services:\n  web:\n    l: [a]\n'), 'services:\n  web:\n    l: [a, n]\n');
      assert.equal(add('services:\n  web:\n    l: []\n'), 'services:\n  web:\n    l: [n]\n');
      assert.equal(add('services:\n  web:\n    l:\n    image: x\n'), 'services:\n  web:\n    l:\n      - n\n    image: x\n');
      assert.equal(add('services:\n  web:\n    image: x\n'), 'services:\n  web:\n    image: x\n    l:\n      - n\n');
    });

    it('is not offered where the list is written elsewhere, or is none', () => {
      assert.equal(add('x: &x [a]\nservices:\n  web:\n    l: *x\n'), undefined);
      assert.equal(add('services:\n  web:\n    l: text\n'), undefined);
    });
  });

  describe('removing', () => {
    const remove = (text: string, ...path: string[]): string | undefined => edited(text, (file) => removeKey(file, web(file), ...path));

    it('takes whole lines, with comments behind the value', () => {
      assert.equal(remove('services:\n  web:\n    a: 1 # x\n    b: 2\n', 'a'), 'services:\n  web:\n    b: 2\n');
      assert.equal(remove('services:\n  web:\n    b: 2\n    a: |\n      x\n      y\n', 'a'), 'services:\n  web:\n    b: 2\n');
      assert.equal(remove('services:\n  web:\n    b: 2\n    a: 1', 'a'), 'services:\n  web:\n    b: 2');
    });

    it('takes the maps that would be empty, but never the first', () => {
      assert.equal(remove('services:\n  web:\n    a:\n      b:\n        c: 1\n    d: 2\n', 'a', 'b', 'c'), 'services:\n  web:\n    d: 2\n');
      assert.equal(remove('services:\n  web:\n    a: 1\n', 'a'), undefined);
    });

    it('takes the comma along in flow style', () => {
      for (const [before, after] of [['{a: 1, b: 2}', '{b: 2}'], ['{b: 2, a: 1}', '{b: 2}'], ['{b: 2, a: 1, c: 3}', '{b: 2, c: 3}']]) {
        assert.equal(remove(`services:\n  web: ${before}\n`, 'a'), `services:\n  web: ${after}\n`);
      }
    });

    it('takes an alias as a value', () => {
      assert.equal(remove('x: &x 1\nservices:\n  web:\n    a: *x\n    b: 2\n', 'a'), 'x: &x 1\nservices:\n  web:\n    b: 2\n');
    });

    it('moves the next key of a list item up', () => {
      const text = 'services:\n  web:\n    l:\n      - a: 1\n        b: 2\n';
      assert.equal(edited(text, (file) => removeKey(file, listOf(web(file).entries![0]!.value)[0]!, 'a')), 'services:\n  web:\n    l:\n      - b: 2\n');
    });

    it('takes items, and the key with the last one', () => {
      const item = (text: string, index: number): string | undefined => edited(text, (file) => removeItem(file, web(file), 'l', listOf(valueAt(web(file), 'l'))[index]!));
      assert.equal(item('services:\n  web:\n    l: [a, b, c]\n', 1), 'services:\n  web:\n    l: [a, c]\n');
      assert.equal(item('services:\n  web:\n    l:\n      - a\n      - b: 1\n        c: 2\n', 1), 'services:\n  web:\n    l:\n      - a\n');
      assert.equal(item('services:\n  web:\n    l: [a]\n    b: 1\n', 0), 'services:\n  web:\n    b: 1\n');
      assert.equal(item('x: &x [a, b]\nservices:\n  web:\n    l: *x\n', 0), undefined);
    });
  });

  it('replaces scalars, also where nothing stands yet', () => {
    const replace = (text: string): string | undefined => edited(text, (file) => replaceScalar(valueAt(web(file), 'a')!, 'new'));
    assert.equal(replace('services:\n  web:\n    a: "old" # x\n'), 'services:\n  web:\n    a: new # x\n');
    assert.equal(replace('services:\n  web:\n    a:\n    b: 1\n'), 'services:\n  web:\n    a: new\n    b: 1\n');
    assert.equal(replace('services:\n  web:\n    a: [1]\n'), undefined);
  });

  it('quotes strings that YAML would read as something else', () => {
    for (const plain of ['512m', 'prod.Dockerfile', 'a:b', './x']) assert.equal(yamlString(plain), plain);
    for (const [value, text] of [['true', '"true"'], ['1.0', '"1.0"'], ['', '""'], ['a b', '"a b"'], ['a: b', '"a: b"'], ['"', '"\\""'], ['No', '"No"']]) assert.equal(yamlString(value!), text);
  });
});
