import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isTarget } from '../files/targets';
import type { RuleTarget } from '../lint/rule';
import { targetOf } from './targets';

/** A document open in the editor. */
export class EditorDocument {
  private judged: { readonly version: number; readonly target: RuleTarget | undefined } | undefined;

  constructor(
    readonly content: TextDocument,
    /** What it is by its language and name. */
    private readonly named: RuleTarget | undefined,
  ) {}

  /** Undefined: not ours. A daemon.json becomes one while it is being written. */
  get target(): RuleTarget | undefined {
    if (this.named !== 'daemon') return this.named;
    if (this.judged?.version !== this.version) this.judged = { version: this.version, target: isTarget(this.named, this.uri, this.getText()) ? this.named : undefined };
    return this.judged.target;
  }

  get uri(): string {
    return this.content.uri;
  }

  get version(): number {
    return this.content.version;
  }

  getText(): string {
    return this.content.getText();
  }
}

/** How the protocol library makes and edits our documents. */
export const documentFactory: TextDocumentsConfiguration<EditorDocument> = {
  create: (uri, languageId, version, text) => new EditorDocument(TextDocument.create(uri, languageId, version, text), targetOf(languageId, uri)),
  update: (document, changes: TextDocumentContentChangeEvent[], version) => {
    TextDocument.update(document.content, changes, version);
    return document;
  },
};
