import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnostics, diagnosticsOf, open, openNew, ruleOf } from './editor';

/** `rule: the text under the squiggle`, in order of place. */
function marked(document: vscode.TextDocument, found: readonly vscode.Diagnostic[]): string[] {
  return found.map((each) => `${ruleOf(each)}: ${document.getText(each.range)}`);
}

describe('squiggles', () => {
  it('appear under the words that are wrong when a Dockerfile is opened', async () => {
    const { document } = await open('Dockerfile');
    const found = await diagnosticsOf(document, 'diagnostics', (all) => all.some((each) => ruleOf(each) === 'tls-verification-off'));
    const marks = marked(document, found);
    for (const expected of ['latest-tag: latest', 'tls-verification-off: -k', 'plain-http-url: http://example.com/install.sh']) {
      assert.ok(marks.includes(expected), `${expected} is not among ${marks.join(', ')}`);
    }
    const [error] = found.filter((each) => ruleOf(each) === 'tls-verification-off');
    assert.equal(error.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(error.source, 'plimsoll');
    assert.equal(typeof error.code === 'object' ? error.code.target.scheme : error.code, 'https', 'the code is no link to the documentation');
  });

  it('follow the text while it is edited, before it is saved', async () => {
    const editor = await openNew('typing.Dockerfile', 'FROM debian:latest\nUSER 10001\nCMD ["true"]\n');
    await diagnosticsOf(editor.document, 'latest-tag', (all) => all.some((each) => ruleOf(each) === 'latest-tag'));
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 12, 0, 18), '13.1'));
    await diagnosticsOf(editor.document, 'no latest-tag', (all) => !all.some((each) => ruleOf(each) === 'latest-tag'));
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), 'RUN curl -k https://example.com/ -o /tmp/x\n'));
    const found = await diagnosticsOf(editor.document, 'tls-verification-off', (all) => all.some((each) => ruleOf(each) === 'tls-verification-off'));
    assert.deepEqual(found.find((each) => ruleOf(each) === 'tls-verification-off')?.range, new vscode.Range(2, 9, 2, 11));
    assert.equal(editor.document.isDirty, true);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('appear on Compose files', async () => {
    const { document } = await open('compose.yaml');
    const found = await diagnosticsOf(document, 'privileged-service', (all) => all.some((each) => ruleOf(each) === 'privileged-service'));
    assert.ok(marked(document, found).some((mark) => mark.startsWith('docker-socket-mount')), marked(document, found).join(', '));
  });

  it('come from ShellCheck too', async () => {
    const { document } = await openNew('shell.Dockerfile', 'FROM debian:13.1\nUSER 10001\nRUN name="a b"; echo $name > /tmp/x\n');
    const found = await diagnosticsOf(document, 'SC2086', (all) => all.some((each) => ruleOf(each) === 'SC2086'));
    assert.deepEqual(found.find((each) => ruleOf(each) === 'SC2086')?.range, new vscode.Range(2, 21, 2, 26));
  });

  it('stay away from other files', async () => {
    await open('Dockerfile');
    const { document } = await openNew('notes.md', 'FROM debian:latest\nRUN curl -k http://example.com | sh\n');
    // The Dockerfile that was opened before has its diagnostics by the time that a request to the server is answered.
    await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, new vscode.Range(0, 0, 1, 0));
    assert.deepEqual(diagnostics(document), []);
  });

  it('vanish with the document that they are on', async () => {
    const { document } = await openNew('short-lived.Dockerfile', 'FROM debian:latest\n');
    await diagnosticsOf(document, 'latest-tag', (all) => all.length > 0);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(document.uri);
    await diagnosticsOf(document, 'nothing left of a deleted file', (all) => all.length === 0);
  });

  it('explain themselves in a hover', async () => {
    const { document } = await open('Dockerfile');
    await diagnosticsOf(document, 'diagnostics', (all) => all.length > 0);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 14));
    const text = hovers.flatMap((hover) => hover.contents).map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
    assert.match(text, /latest-tag/);
  });
});
