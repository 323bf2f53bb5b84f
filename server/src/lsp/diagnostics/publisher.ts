/** Brings diagnostics to the editor: answers pulls, pushes to editors that do not pull, and asks for new pulls when something beside the text changed. */
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Connection, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import { once } from '../../lint/text/once';
import type { ClientFeatures } from '../client-features';
import type { EditorDocument } from '../documents';
import type { Shown } from '../shown';
import type { Checker } from './checker';
import { toDiagnostic, toDiagnostics } from './convert';
import { isSame } from './same';

/** Milliseconds of quiet after an edit before other documents, which may depend on it, are pushed again. */
const quiet = 250;

export class DiagnosticsPublisher {
  /** Pushed editors: documents that wait for the next turn of the event loop, so that a burst of changes is one check. */
  private readonly waiting = new Set<string>();
  /** What was last answered to a pull, by document. */
  private readonly answered = new Map<string, { readonly resultId: string; readonly items: readonly Diagnostic[] }>();
  /** After an edit, most diagnostics are those of before. */
  private readonly convert = once((shown: Shown) => toDiagnostic(shown, this.features));
  private answers = 0;
  private refreshWaiting = false;
  private othersTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly features: ClientFeatures,
    private readonly checker: Checker,
    private readonly documents: { get(uri: string): EditorDocument | undefined; all(): readonly EditorDocument[] },
    private readonly onError: (error: unknown) => void,
  ) {}

  async pull(document: EditorDocument | undefined, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const items = await this.diagnostics(document);
    const resultId = this.resultId(document.uri, items);
    return resultId === previousResultId ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId } : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** The text of a document changed. An editor that pulls does so by itself. */
  changed(document: EditorDocument): void {
    if (this.features.pullDiagnostics) return;
    this.push(document.uri);
    clearTimeout(this.othersTimer);
    this.othersTimer = setTimeout(() => this.refresh(), quiet);
  }

  dispose(): void {
    clearTimeout(this.othersTimer);
  }

  closed(document: EditorDocument): void {
    this.waiting.delete(document.uri);
    this.answered.delete(document.uri);
    if (!this.features.pullDiagnostics) void this.connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  /** Something beside the texts changed: settings, other files, ShellCheck's or a scan's results. */
  refresh(): void {
    if (!this.features.pullDiagnostics) {
      for (const document of this.documents.all()) this.push(document.uri);
      return;
    }
    if (this.refreshWaiting || !this.features.refreshDiagnostics) return;
    this.refreshWaiting = true;
    setTimeout(() => {
      this.refreshWaiting = false;
      this.connection.languages.diagnostics.refresh().catch(this.onError);
    }, 0);
  }

  private push(uri: string): void {
    if (this.waiting.size === 0) setTimeout(() => void this.pushWaiting(), 0);
    this.waiting.add(uri);
  }

  private async pushWaiting(): Promise<void> {
    const uris = [...this.waiting];
    this.waiting.clear();
    for (const uri of uris) {
      const document = this.documents.get(uri);
      if (!document) continue;
      try {
        const version = document.version;
        const diagnostics = await this.diagnostics(document);
        // An edit that came in meanwhile has put the document on the list again.
        if (this.documents.get(uri)?.version === version) await this.connection.sendDiagnostics({ uri: document.uri, version, diagnostics });
      } catch (error) {
        this.onError(error);
      }
    }
  }

  /** The same as that of the last answer where the diagnostics are the same. Compared whole: a lossy digest would hide a change one day. */
  private resultId(uri: string, items: readonly Diagnostic[]): string {
    const last = this.answered.get(uri);
    if (last && isSame(last.items, items)) return last.resultId;
    const resultId = String(++this.answers);
    this.answered.set(uri, { resultId, items });
    return resultId;
  }

  private async diagnostics(document: EditorDocument): Promise<Diagnostic[]> {
    return document.target ? toDiagnostics((await this.checker.check(document)).shown, this.convert) : [];
  }
}
