import assert from 'node:assert/strict';
import { BoundedMap } from '../../../server/src/lint/text/bounded-map';

describe('BoundedMap', () => {
  it('forgets what was not asked for longest', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    assert.equal(map.get('a'), 1);
    map.set('c', 3);
    assert.deepEqual([map.get('a'), map.get('b'), map.get('c')], [1, undefined, 3]);
  });

  it('replaces a value without forgetting another', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('b', 3);
    assert.deepEqual([map.get('a'), map.get('b')], [1, 3]);
  });

  it('counts what is in its values, and keeps the last one however large', () => {
    const map = new BoundedMap<string, string>(5, (text) => text.length);
    map.set('a', 'xx');
    map.set('b', 'xxx');
    map.set('a', 'x');
    map.set('c', 'x');
    assert.deepEqual([map.get('b'), map.get('a'), map.get('c')], ['xxx', 'x', 'x']);
    map.set('d', 'xxxx');
    assert.deepEqual([map.get('b'), map.get('a'), map.get('c'), map.get('d')], [undefined, undefined, 'x', 'xxxx']);
    map.set('e', 'xxxxxxxxx');
    assert.deepEqual([map.get('c'), map.get('d'), map.get('e')], [undefined, undefined, 'xxxxxxxxx']);
  });
});
