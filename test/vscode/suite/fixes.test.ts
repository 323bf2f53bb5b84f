import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, eventually, openNew, ruleOf } from './editor';

async function actionsAt(document: vscode.TextDocument, range: vscode.Range, kind: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind.value);
  return actions.filter((action) => action.kind !== undefined && kind.contains(action.kind));
}

/** The quick fixes of one rule's finding, once it is shown. */
async function quickFixes(document: vscode.TextDocument, rule: string): Promise<vscode.CodeAction[]> {
  const found = await diagnosticsOf(document, rule, (all) => all.some((each) => ruleOf(each) === rule));
  return actionsAt(document, found.find((each) => ruleOf(each) === rule)!.range, vscode.CodeActionKind.QuickFix);
}

async function apply(actions: readonly vscode.CodeAction[], title: RegExp): Promise<void> {
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action?.edit, `no edit ${title} among: ${actions.map((each) => each.title).join(', ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

const rulesOf = (found: readonly vscode.Diagnostic[]) => found.map(ruleOf);

describe('fixes', () => {
  it('are offered at the squiggle, and the finding is gone once one is applied', async () => {
    const { document } = await openNew('quick.Dockerfile', 'FROM debian:13.1\nRUN curl -k -o /tmp/x https://example.com/x\nUSER 10001\n');
    await apply(await quickFixes(document, 'tls-verification-off'), /Remove -k/);
    assert.equal(document.lineAt(1).text, 'RUN curl -o /tmp/x https://example.com/x');
    await diagnosticsOf(document, 'no tls-verification-off', (all) => !rulesOf(all).includes('tls-verification-off'));
  });

  it('include a comment that silences the finding', async () => {
    const { document } = await openNew('ignored.Dockerfile', 'FROM debian:13.1\nRUN curl -k -o /tmp/x https://example.com/x\nUSER 10001\n');
    await apply(await quickFixes(document, 'tls-verification-off'), /ignore.*(here|line)/i);
    assert.match(document.lineAt(1).text, /^# plimsoll ignore=tls-verification-off/);
    await diagnosticsOf(document, 'no tls-verification-off', (all) => !rulesOf(all).includes('tls-verification-off'));
  });

  it('are all applied by source.fixAll.plimsoll, and there is nothing to fix after', async () => {
    const text = 'FROM debian:13.1 as build\nrun apt-get update && apt-get install curl\nUSER 10001\n';
    const { document } = await openNew('all.Dockerfile', text);
    await diagnosticsOf(document, 'diagnostics', (all) => all.length > 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append('plimsoll');
    const [action] = await eventually('source.fixAll.plimsoll', async () => {
      const actions = await actionsAt(document, new vscode.Range(0, 0, 3, 0), kind);
      return actions.length > 0 ? actions : undefined;
    });
    assert.ok(await vscode.workspace.applyEdit(action.edit!));
    assert.match(document.getText(), /apt-get install -y/);
    await eventually('nothing left to fix', async () => ((await actionsAt(document, new vscode.Range(0, 0, 3, 0), kind)).every((each) => each.edit === undefined || each.edit.size === 0) ? true : undefined));
  });

  it('are applied on save where the user wants it', async () => {
    await vscode.workspace.getConfiguration('editor').update('codeActionsOnSave', { 'source.fixAll.plimsoll': 'explicit' }, vscode.ConfigurationTarget.Global);
    try {
      const editor = await openNew('save.Dockerfile', 'FROM debian:13.1\nRUN apt-get update && apt-get install curl\nUSER 10001\n');
      await diagnosticsOf(editor.document, 'diagnostics', (all) => all.length > 0);
      await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), 'CMD ["true"]\n'));
      await editor.document.save();
      assert.match(editor.document.getText(), /apt-get install -y/);
    } finally {
      await vscode.workspace.getConfiguration('editor').update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
