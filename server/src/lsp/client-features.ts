/** What the connected editor can do, as plain flags. Everything the server decides by capability is decided by these. */
import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol';

export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshCodeLenses: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly codeDescription: boolean;
  readonly configuration: boolean;
  readonly watchConfiguration: boolean;
  readonly watchFiles: boolean;
  readonly workspaceFolders: boolean;
  /** Edits may carry document versions. */
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  /** The server may send edits of its own accord. */
  readonly applyEdit: boolean;
  /** False: actions are sent as commands, so the server offers none. */
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly markdownHover: boolean;
}

export function clientFeatures(params: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = params.capabilities;
  const pull = textDocument?.diagnostic;
  const push = textDocument?.publishDiagnostics;
  return {
    pullDiagnostics: pull !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshCodeLenses: workspace?.codeLens?.refreshSupport === true,
    relatedInformation: (pull?.relatedInformation ?? push?.relatedInformation) === true,
    diagnosticTags: (pull?.tagSupport ?? push?.tagSupport) !== undefined,
    codeDescription: (pull?.codeDescriptionSupport ?? push?.codeDescriptionSupport) === true,
    configuration: workspace?.configuration === true,
    watchConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    applyEdit: workspace?.applyEdit === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
  };
}

/** Reads `initializationOptions`, which may be anything. */
export function initializationOptions(params: InitializeParams): InitializationOptions {
  const options: unknown = params.initializationOptions;
  if (typeof options !== 'object' || options === null) return {};
  const { commands, trusted, clientFiles, commandLinks } = options as Record<string, unknown>;
  return {
    commands: commands === true,
    trusted: trusted !== false,
    clientFiles: clientFiles === true,
    commandLinks: commandLinks === true,
  };
}
