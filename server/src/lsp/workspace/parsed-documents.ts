/** Models of documents, each text parsed once. */
import { parseDocument } from '../../lint/document';
import type { ParsedDocument } from '../../lint/document';
import type { RuleTarget } from '../../lint/rule';
import { uriKey } from '../uris';

interface Entry {
  readonly text: string;
  readonly parsed: ParsedDocument | undefined;
}

export class ParsedDocuments {
  /** By document, then by what it is taken for. */
  private readonly entries = new Map<string, Map<RuleTarget, Entry>>();

  /** Undefined for targets without a model. The same text gives the same model. */
  get(uri: string, target: RuleTarget, text: string): ParsedDocument | undefined {
    const key = uriKey(uri);
    let entries = this.entries.get(key);
    if (!entries) this.entries.set(key, (entries = new Map()));
    const known = entries.get(target);
    if (known?.text === text) return known.parsed;
    const parsed = parseDocument({ uri, target, text });
    entries.set(target, { text, parsed });
    return parsed;
  }

  forget(uri: string): void {
    this.entries.delete(uriKey(uri));
  }
}
