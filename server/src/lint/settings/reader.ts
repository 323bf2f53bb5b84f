/** Reads a YAML file with the place of everything, and collects what is wrong with it instead of failing. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node as YamlNode, type Pair } from 'yaml';

import { SourceText } from '../text/source';
import type { Range, Span } from '../text/span';

/** Something in a configuration file that is not used as it stands. The rest of the file is. */
export interface ConfigProblem {
  readonly message: string;
  readonly uri: string;
  readonly range: Range;
}

export interface ConfigValue {
  readonly node: YamlNode | null;
  readonly span: Span;
}

export interface ConfigEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ConfigValue;
}

export class ConfigReader {
  readonly problems: ConfigProblem[] = [];
  private readonly source: SourceText;
  private readonly document: Document;

  constructor(text: string, private readonly uri: string) {
    this.source = new SourceText(text);
    this.document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
    for (const error of this.document.errors) this.problem({ start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) }, `This is not YAML: ${firstLine(error.message)}`);
  }

  problem(span: Span, message: string): void {
    // A block map or list ends where the next thing begins: leave the blank lines between them out.
    const end = span.start + Math.max(this.source.slice(span).trimEnd().length, 1);
    this.problems.push({ message, uri: this.uri, range: this.source.range({ start: span.start, end }) });
  }

  /** Entries of the whole file; empty for an empty file. */
  root(): readonly ConfigEntry[] {
    const node = this.document.contents as YamlNode | null;
    if (node === null || (isScalar(node) && node.value === null)) return [];
    return this.entries({ node, span: spanOf(node, { start: 0, end: 0 }) }, 'This file') ?? [];
  }

  /** Undefined, with a problem, where the value is no map. */
  entries(value: ConfigValue, what: string): readonly ConfigEntry[] | undefined {
    const node = this.resolve(value.node);
    if (!isMap(node)) {
      this.problem(value.span, `${what} must be a map of keys and values, not ${kindOf(node)}.`);
      return undefined;
    }
    return (node.items as Pair<YamlNode, YamlNode | null>[]).map(pair => {
      const keySpan = spanOf(pair.key, value.span);
      return { key: isScalar(pair.key) ? String(pair.key.value) : '', keySpan, value: { node: pair.value, span: spanOf(pair.value, keySpan) } };
    });
  }

  /** Undefined, with a problem, where the value is no list. */
  items(value: ConfigValue, what: string): readonly ConfigValue[] | undefined {
    const node = this.resolve(value.node);
    if (!isSeq(node)) {
      this.problem(value.span, `${what} must be a list, not ${kindOf(node)}.`);
      return undefined;
    }
    return (node.items as YamlNode[]).map(item => ({ node: item, span: spanOf(item, value.span) }));
  }

  isMap(value: ConfigValue): boolean {
    return isMap(this.resolve(value.node));
  }

  boolean(value: ConfigValue, what: string): boolean | undefined {
    const scalar = this.scalar(value);
    if (typeof scalar === 'boolean') return scalar;
    this.problem(value.span, `${what} must be true or false.`);
    return undefined;
  }

  string(value: ConfigValue, what: string): string | undefined {
    const scalar = this.scalar(value);
    if (typeof scalar === 'string') return scalar;
    this.problem(value.span, `${what} must be a text, not ${kindOf(this.resolve(value.node))}.`);
    return undefined;
  }

  /** A word out of a list. */
  choice<T extends string>(value: ConfigValue, what: string, choices: readonly T[]): T | undefined {
    const scalar = this.scalar(value);
    const found = choices.find(choice => choice === scalar);
    if (found === undefined) this.problem(value.span, `${what} must be one of ${choices.join(', ')}.`);
    return found;
  }

  /** A list of texts; one text alone is a list of one. Items that are no texts are left out, with a problem each. */
  strings(value: ConfigValue, what: string): readonly { readonly text: string; readonly span: Span }[] | undefined {
    const node = this.resolve(value.node);
    const items: readonly unknown[] = isSeq(node) ? node.items : [node];
    const found: { text: string; span: Span }[] = [];
    for (const item of items) {
      const inner = this.resolve(item);
      const span = spanOf(item, value.span);
      if (isScalar(inner) && typeof inner.value === 'string') found.push({ text: inner.value, span });
      else if (!isSeq(node)) {
        this.problem(span, `${what} must be a list of texts, not ${kindOf(inner)}.`);
        return undefined;
      } else this.problem(span, `${what} must hold texts only, not ${kindOf(inner)}.`);
    }
    return found;
  }

  /** The value of a scalar; undefined for maps and lists. */
  scalar(value: ConfigValue): unknown {
    const node = this.resolve(value.node);
    return isScalar(node) ? node.value : node === null ? null : undefined;
  }

  /** Maps and lists of plain values as JavaScript values; for checks that only look at types. */
  plain(value: ConfigValue): unknown {
    const node = this.resolve(value.node);
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map(item => this.scalar({ node: item as YamlNode, span: value.span }));
    return undefined;
  }

  private resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.document) : node;
  }
}

function spanOf(node: unknown, otherwise: Span): Span {
  const range = (node as YamlNode | null | undefined)?.range;
  return range && range[1] > range[0] ? { start: range[0], end: range[1] } : otherwise;
}

function kindOf(node: unknown): string {
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  const value = isScalar(node) ? node.value : undefined;
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'boolean' ? `${value}` : `the ${typeof value} ${String(value)}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/:$/, '');
}
