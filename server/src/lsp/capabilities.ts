import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features';
import { codeActionKinds } from './features/code-actions';

/** Commands the server carries out for editors that do not have them. */
export function capabilities(features: ClientFeatures, serverCommands: readonly string[]): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(features.pullDiagnostics ? { diagnosticProvider: { identifier: 'plimsoll', interFileDependencies: true, workspaceDiagnostics: false } } : {}),
    ...(features.codeActionLiterals ? { codeActionProvider: { codeActionKinds } } : {}),
    hoverProvider: true,
    codeLensProvider: { resolveProvider: false },
    documentLinkProvider: { resolveProvider: false },
    documentSymbolProvider: { label: 'Plimsoll' },
    ...(serverCommands.length > 0 ? { executeCommandProvider: { commands: [...serverCommands] } } : {}),
    workspace: { workspaceFolders: { supported: features.workspaceFolders, changeNotifications: features.workspaceFolders } },
  };
}
