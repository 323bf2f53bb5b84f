import assert from 'node:assert/strict';
import { once } from '../../../server/src/lint/text/once';

describe('once', () => {
  it('asks once for each object, also where the answer is nothing', () => {
    let asked = 0;
    const answer = once((of: { readonly name: string }) => (asked++, of.name === '' ? undefined : of.name));
    const [a, none] = [{ name: 'a' }, { name: '' }];
    assert.deepEqual([answer(a), answer(a), answer(none), answer(none), asked], ['a', 'a', undefined, undefined, 2]);
  });

  it('keeps the answers of two questions about one object apart', () => {
    const [length, upper] = [once((of: readonly string[]) => of.length), once((of: readonly string[]) => of.join('').toUpperCase())];
    const list = ['a', 'b'];
    assert.deepEqual([length(list), upper(list), length(list)], [2, 'AB', 2]);
  });

  it('leaves no trace in copies, comparisons and JSON', () => {
    const size = once((of: { readonly list: readonly number[] }) => of.list.length);
    const whole = { list: [1, 2, 3] };
    assert.equal(size(whole), 3);
    assert.equal(size({ ...whole, list: [1] }), 1, 'a part is asked anew');
    assert.deepEqual(whole, { list: [1, 2, 3] });
    assert.equal(JSON.stringify(whole), '{"list":[1,2,3]}');
  });
});
