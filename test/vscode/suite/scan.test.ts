/** Needs an engine with the fixture's images (DOCKER_HOST), the fixture's Dockerfile as workspace, and imported advisories. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnostics, diagnosticsOf, open, ruleOf } from './editor';

/** Diagnostics of a scan carry the worst advisory's id as their code, those of rules the rule's name. */
function vulnerabilities(found: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  return found.filter((each) => /^[A-Z]+-/.test(ruleOf(each)));
}

function lineOf(document: vscode.TextDocument, text: string): number {
  const line = document.getText().split('\n').findIndex((each) => each.includes(text));
  assert.notEqual(line, -1, text);
  return line;
}

describe('scan of an image from a real engine', () => {
  it('puts vulnerabilities on the lines that brought them in', async () => {
    const { document } = await open('Dockerfile');
    await vscode.commands.executeCommand('plimsoll.scanBuiltImage', document.uri.toString());
    const found = vulnerabilities(await diagnosticsOf(document, 'vulnerabilities', (all) => vulnerabilities(all).length > 0));
    const lines = new Set(found.map((each) => each.range.start.line));
    const expected = ['FROM ', '/debs/install/', '/debs/upgrade/', 'COPY python-app/site-packages/', 'COPY node-app/', '/opt/tool/'].map((text) => lineOf(document, text));
    assert.deepEqual([...lines].sort((a, b) => a - b), expected);
  });

  it('keeps them on their lines while the file is edited', async () => {
    const editor = await open('Dockerfile');
    const before = vulnerabilities(diagnostics(editor.document)).map((each) => each.range.start.line);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# A comment above all.\n'));
    const found = await diagnosticsOf(editor.document, 'all one line further down', (all) =>
      JSON.stringify(vulnerabilities(all).map((each) => each.range.start.line)) === JSON.stringify(before.map((line) => line + 1)));
    assert.ok(found.length > 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('forgets them when told to', async () => {
    const { document } = await open('Dockerfile');
    assert.notEqual(vulnerabilities(diagnostics(document)).length, 0);
    await vscode.commands.executeCommand('plimsoll.clearResults');
    await diagnosticsOf(document, 'no vulnerabilities', (all) => vulnerabilities(all).length === 0);
  });
});
