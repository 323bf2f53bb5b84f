import assert from 'node:assert/strict';
import { isSame } from '../../../server/src/lsp/diagnostics/same';

const diagnostic = () => ({ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } }, message: 'm', tags: [1], relatedInformation: [{ location: { uri: 'file:///a' }, message: 'r' }] });

describe('diagnostics of two answers', () => {
  it('are the same where all of them say the same', () => {
    assert.ok(isSame([diagnostic()], [diagnostic()]));
    assert.ok(isSame([], []));
  });

  it('are others where anything is another, however deep', () => {
    const others: unknown[] = [
      [], [diagnostic(), diagnostic()], [{ ...diagnostic(), message: 'n' }], [{ ...diagnostic(), tags: [2] }], [{ ...diagnostic(), tags: undefined }], [{ ...diagnostic(), source: 'x' }], [undefined], [null],
      [{ ...diagnostic(), relatedInformation: [{ location: { uri: 'file:///b' }, message: 'r' }] }], [{ ...diagnostic(), range: { start: { line: 1, character: 2 }, end: { line: 2, character: 9 } } }],
    ];
    for (const other of others) assert.ok(!isSame([diagnostic()], other), JSON.stringify(other));
    const { tags, ...without } = diagnostic();
    assert.deepEqual(tags, [1]);
    assert.ok(!isSame([diagnostic()], [without]) && !isSame([without], [diagnostic()]));
  });
});
