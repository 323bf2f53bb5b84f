import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, open, ruleOf } from './editor';

describe('in Restricted Mode', () => {
  before(() => assert.equal(vscode.workspace.isTrusted, false));

  it('files are checked all the same', async () => {
    const { document } = await open('Dockerfile');
    await diagnosticsOf(document, 'tls-verification-off', (all) => all.some((each) => ruleOf(each) === 'tls-verification-off'));
  });

  it('nothing is scanned', async () => {
    const { document } = await open('Dockerfile');
    for (const command of ['plimsoll.scanBuiltImage', 'plimsoll.buildAndScan']) {
      // Absent or refused: both will do. What counts is that it does not run.
      const outcome = await Promise.resolve(vscode.commands.executeCommand(command, document.uri.toString())).then(() => 'done', (error: Error) => error.message);
      assert.notEqual(outcome, undefined);
    }
    const { length } = vscode.languages.getDiagnostics(document.uri).filter((each) => /^[A-Z]+-/.test(ruleOf(each)));
    assert.equal(length, 0);
  });
});
