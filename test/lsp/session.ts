/** An editor for tests: a real connection over streams in memory, and what an editor remembers. */
import { PassThrough } from 'node:stream';
import {
  ApplyWorkspaceEditRequest, CodeLensRefreshRequest, ConfigurationRequest, createConnection, createProtocolConnection, DiagnosticRefreshRequest, PublishDiagnosticsNotification,
  RegistrationRequest, ShowMessageNotification, StreamMessageReader, StreamMessageWriter,
} from 'vscode-languageserver/node';
import type {
  ClientCapabilities, CodeAction, Diagnostic, DocumentDiagnosticReport, InitializeResult, ProtocolConnection, Range, TextEdit, WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { connectionOptions } from '../../server/src/lsp/connection';
import type { Host } from '../../server/src/lsp/host';
import { serve } from '../../server/src/lsp/server';
import type { InitializationOptions, NotificationOf, RequestOf } from '../../server/src/protocol';

export const today = '2026-11-24';

/** Everything an editor like VS Code can do. */
export const allCapabilities: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true, dataSupport: true, versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } }, isPreferredSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** Only pushes diagnostics, knows nothing new. */
export const oldCapabilities: ClientCapabilities = {
  workspace: {},
  textDocument: { publishDiagnostics: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
};

export interface SessionOptions {
  readonly host?: Partial<Host>;
  /** Files on the server's disk by URI; read through `Host.files`. The map may be changed. */
  readonly disk?: Map<string, string>;
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initialization?: InitializationOptions;
  /** The section `plimsoll`, by resource where it is a function. */
  readonly settings?: unknown;
}

export class Session {
  readonly connection: ProtocolConnection;
  readonly documents = new Map<string, TextDocument>();
  readonly published = new Map<string, { readonly diagnostics: readonly Diagnostic[]; readonly version?: number }>();
  readonly messages: string[] = [];
  readonly registered: string[] = [];
  refreshes = 0;
  lensRefreshes = 0;
  settings: unknown;
  initialized!: InitializeResult;
  private readonly resultIds = new Map<string, string>();

  private constructor(options: SessionOptions) {
    const up = new PassThrough();
    const down = new PassThrough();
    const disk = options.disk ?? new Map<string, string>();
    serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), connectionOptions), {
      today: () => today,
      files: {
        read: async (uri) => disk.get(uri),
        discover: async (folder) => [...disk.keys()].filter((uri) => uri.startsWith(`${folder}/`)),
      },
      ...options.host,
    });
    this.settings = options.settings ?? {};
    this.connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ scopeUri }) => (typeof this.settings === 'function' ? (this.settings as (uri?: string) => unknown)(scopeUri) : this.settings)),
    );
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => void this.refreshes++);
    this.connection.onRequest(CodeLensRefreshRequest.type, () => void this.lensRefreshes++);
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => void this.registered.push(...registrations.map(({ method }) => method)));
    this.connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: false }));
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, ...rest }) => void this.published.set(uri, rest));
    this.connection.onNotification(ShowMessageNotification.type, ({ message }) => void this.messages.push(message));
    this.connection.listen();
  }

  static async start(options: SessionOptions = {}): Promise<Session> {
    const session = new Session(options);
    session.initialized = await session.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? allCapabilities,
      workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
      initializationOptions: options.initialization ?? { commands: true, trusted: true },
    });
    await session.connection.sendNotification('initialized', {});
    return session;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }

  async open(uri: string, text: string, languageId = 'dockerfile'): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.documents.get(uri)!.getText();
  }

  /** Incremental, as an editor sends it. */
  async edit(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const document = this.documents.get(uri)!;
    // From the end to the start, so that each range is still right.
    const changes = [...edits].sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start)).map(({ range, newText }) => ({ range, text: newText }));
    const version = document.version + 1;
    TextDocument.update(document, changes, version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
  }

  /** Replaces the first occurrence of a text. */
  async replace(uri: string, old: string, newText: string): Promise<void> {
    await this.edit(uri, [{ range: this.rangeOf(uri, old), newText }]);
  }

  rangeOf(uri: string, text: string): Range {
    const document = this.documents.get(uri)!;
    const start = document.getText().indexOf(text);
    if (start < 0) throw new Error(`"${text}" is not in ${uri}`);
    return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri }, identifier: 'plimsoll', previousResultId });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('not a full report');
    if (report.resultId) this.resultIds.set(uri, report.resultId);
    return report.items;
  }

  /** `line:rule` of what is shown, rules named by `only`. */
  async rules(uri: string, ...only: readonly string[]): Promise<string[]> {
    return (await this.diagnostics(uri)).map((d) => ({ line: d.range.start.line, rule: String(d.code) })).filter(({ rule }) => only.length === 0 || only.includes(rule)).map(({ line, rule }) => `${line}:${rule}`);
  }

  codeActions(uri: string, range: Range, only?: readonly string[], diagnostics: readonly Diagnostic[] = []): Promise<CodeAction[]> {
    return this.connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics, ...(only ? { only } : {}) } });
  }

  /** Applies the edits of open documents as an editor does; a version that is not the document's is refused. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    for (const change of edit.documentChanges ?? []) {
      if (!('textDocument' in change)) continue;
      const { uri, version } = change.textDocument;
      const document = this.documents.get(uri);
      if (!document) continue;
      if (version !== document.version) throw new Error(`edit of version ${version}, the document has ${document.version}`);
      await this.edit(uri, change.edits as TextEdit[]);
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) await this.edit(uri, edits);
  }

  request<P, R>({ method }: RequestOf<P, R>, params: P): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify<P>({ method }: NotificationOf<P>, params: P): Promise<void> {
    return this.connection.sendNotification(method, params as object);
  }
}

/** Asks until the answer satisfies; fails after the deadline with the last answer. */
export async function eventually<T>(what: string, probe: () => T | Promise<T>, satisfied: (answer: T) => boolean, deadlineMs = 5000): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await probe();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${deadlineMs / 1000} s; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
