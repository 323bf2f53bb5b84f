import assert from 'node:assert/strict';
import { diagnosticsOf, open } from './editor';

describe('squiggles', () => {
  it('appear on a Dockerfile when it is opened', async () => {
    const { document } = await open('Dockerfile');
    const found = await diagnosticsOf(document, 'diagnostics', (all) => all.length > 0);
    assert.ok(found.length > 0);
  });
});
