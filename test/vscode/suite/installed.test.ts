import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, open } from './editor';

describe('the installed extension', () => {
  it('is there, and asleep until a file concerns it', () => {
    const extension = vscode.extensions.getExtension('plimsoll.plimsoll');
    assert.ok(extension, 'not installed');
    assert.match(extension.extensionPath, /extensions[\\/]plimsoll\.plimsoll-/);
    assert.equal(extension.isActive, false);
  });

  it('wakes up on a Dockerfile and shows what is wrong with it', async () => {
    const { document } = await open('Dockerfile');
    await diagnosticsOf(document, 'diagnostics', (found) => found.length > 0);
    assert.equal(vscode.extensions.getExtension('plimsoll.plimsoll')?.isActive, true);
  });
});
