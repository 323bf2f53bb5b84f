import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleTarget } from '../lint/rule';
import { targetOf } from './targets';

/** A document open in the editor. */
export class EditorDocument {
  constructor(
    readonly content: TextDocument,
    /** Undefined: not ours. */
    readonly target: RuleTarget | undefined,
  ) {}

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
