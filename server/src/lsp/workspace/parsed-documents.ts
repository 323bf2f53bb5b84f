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
  private readonly entries = new Map<string, Entry>();

  /** Undefined for targets without a model. The same text gives the same model. */
  get(uri: string, target: RuleTarget, text: string): ParsedDocument | undefined {
    const key = `${target} ${uriKey(uri)}`;
    const known = this.entries.get(key);
    if (known?.text === text) return known.parsed;
    const parsed = parseDocument({ uri, target, text });
    this.entries.set(key, { text, parsed });
    return parsed;
  }

  forget(uri: string): void {
    for (const target of ['dockerfile', 'compose', 'dockerignore', 'daemon'] as const) this.entries.delete(`${target} ${uriKey(uri)}`);
  }
}
