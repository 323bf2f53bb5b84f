/** What the suites share: opening files of the workspace and waiting for what the server says of them. */
import * as vscode from 'vscode';

/** Uri of a file of the workspace that the window has open. */
export function workspaceFile(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, name);
}

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(name)));
}

/** Opens a new file with the given text; the name decides the language. */
export async function openNew(name: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), Buffer.from(text));
  return open(name);
}

/** Our diagnostics of a document; a scan's come from the same server. */
export function diagnostics(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source?.startsWith('plimsoll'));
}

/** The rule's name. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** Asks until `probe` answers something; fails after the deadline with what was there last. */
export async function eventually<T>(what: string, probe: () => T | undefined | Promise<T | undefined>, deadlineMs = 15_000): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${deadlineMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits for diagnostics that satisfy `enough`, and returns all of the document's. */
export function diagnosticsOf(document: vscode.TextDocument, what: string, enough: (found: vscode.Diagnostic[]) => boolean): Promise<vscode.Diagnostic[]> {
  return eventually(what, () => {
    const found = diagnostics(document);
    return enough(found) ? found : undefined;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; there are:\n${diagnostics(document).map((each) => `${each.range.start.line}:${each.range.start.character} ${ruleOf(each)} ${each.message}`).join('\n')}`);
  });
}
