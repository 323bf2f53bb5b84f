/**
 * From the syntax tree of the `yaml` package to our nodes: anchors and merge keys put in, strings interpolated. Every tree node is converted once, so that aliases
 * share what they name: a file of aliases to aliases stays as small as it is written.
 */
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { SourceText } from '../text/source';
import { cover } from '../text/span';
import type { Span } from '../text/span';
import { interpolate } from './interpolate';
import type { ComposeError, Entry, Node, NodeForm, Piece } from './model';
import { hasMark } from './template';
import { once } from '../text/once';

/** Deeper nesting than this is cut off; no real file comes near. */
const maxDepth = 200;

export class NodeBuilder {
  readonly errors: ComposeError[] = [];
  private readonly anchors = new Map<string, Node | 'open'>();

  constructor(
    private readonly source: SourceText,
    private readonly template: boolean,
  ) {}

  build(tree: ParsedNode | null): Node | undefined {
    return tree ? this.convert(tree, 0, { start: 0, end: 0 }) : undefined;
  }

  private convert(tree: ParsedNode | null, depth: number, fallback: Span): Node {
    if (!tree || depth > maxDepth) return this.empty(fallback);
    if (isAlias(tree)) return this.alias(tree.source, this.span(tree));
    const anchor = tree.anchor;
    if (anchor) this.anchors.set(anchor, 'open');
    const node = this.isFilledIn(tree) ? this.filledIn(tree) : isMap(tree) ? this.map(tree, depth) : isSeq(tree) ? this.sequence(tree, depth) : isScalar(tree) ? this.scalar(tree as Scalar.Parsed) : this.empty(fallback);
    if (anchor) this.anchors.set(anchor, node);
    return node;
  }

  private alias(name: string, span: Span): Node {
    const target = this.anchors.get(name);
    if (target === undefined) this.errors.push({ message: `The alias *${name} names no anchor above it. Define &${name} first, or correct the name.`, span });
    else if (target === 'open') this.errors.push({ message: `The alias *${name} stands inside its own anchor, so its value never ends.`, span });
    else return asInherited(target);
    return { span, text: this.source.slice(span), scalar: null, unresolved: true, inherited: false, form: 'plain' };
  }

  private map(tree: YAMLMap.Parsed, depth: number): Node {
    const own: Entry[] = [];
    const merged: Node[] = [];
    for (const pair of tree.items) {
      if (!isScalar(pair.key)) {
        this.convert(pair.key, depth + 1, this.span(tree));
        this.convert(pair.value, depth + 1, this.span(tree));
        continue;
      }
      const keySpan = this.keySpan(pair.key);
      const converted = this.convert(pair.value, depth + 1, this.afterColon(keySpan));
      // Nothing there: right after the colon, wherever the parser counts the blanks to.
      const value = converted.form === 'empty' && isScalar(pair.value) && !pair.value.anchor && !pair.value.tag ? { ...converted, span: this.afterColon(keySpan) } : converted;
      const key = this.source.slice(keySpan);
      if (key === '<<') merged.push(...(value.items ?? [value]));
      else own.push({ key: keyName(pair.key, key), keySpan, value, span: pair.value ? cover(keySpan, this.span(pair.value)) : keySpan, inherited: false });
    }
    return { ...this.frame(tree), form: tree.flow ? 'flow' : 'block', entries: withMerged(own, merged) };
  }

  private sequence(tree: YAMLSeq.Parsed, depth: number): Node {
    const span = this.span(tree);
    return { ...this.frame(tree), form: tree.flow ? 'flow' : 'block', items: tree.items.map((item) => this.convert(item, depth + 1, span)) };
  }

  private scalar(tree: Scalar.Parsed): Node {
    const frame = this.frame(tree);
    const form = formOf(tree, frame.text);
    const value = tree.value as unknown;
    if (typeof value !== 'string') {
      const scalar = typeof value === 'number' || typeof value === 'boolean' || value === null ? value : tree.source;
      return { ...frame, form, scalar };
    }
    const start = contentStart(frame.span, frame.text, form, value);
    const interpolated = interpolate(value);
    if (!interpolated) return { ...frame, form, scalar: value, ...(start !== undefined && value !== '' ? { pieces: [{ at: 0, length: value.length, span: { start, end: start + value.length } }] } : {}) };
    for (const offset of interpolated.invalid) {
      const at = start === undefined ? dollarAt(frame, value, offset) : start + offset;
      const span = at === undefined ? frame.span : { start: at, end: at + 1 };
      this.errors.push({ message: 'This ${ starts no variable that Compose can read. Write $${ for a plain dollar sign, or ${NAME} for a variable.', span });
    }
    const pieces: Piece[] | undefined =
      start === undefined ? undefined : interpolated.pieces.map((p) => ({ at: p.at, length: p.length, span: { start: start + p.from, end: start + p.to } }));
    return { ...frame, form, scalar: interpolated.text, unresolved: interpolated.unresolved, ...(pieces ? { pieces } : {}) };
  }

  /** Whether a template engine puts a value there, or a part of it. */
  private isFilledIn(tree: ParsedNode): boolean {
    if (!this.template || !(isScalar(tree) || (isMap(tree) && tree.flow))) return false;
    const text = this.source.slice(this.span(tree));
    return hasMark(isScalar(tree) ? text : text.slice(0, 2));
  }

  private filledIn(tree: ParsedNode): Node {
    const frame = this.frame(tree);
    return { ...frame, form: 'plain', scalar: frame.text, unresolved: true };
  }

  private empty(span: Span): Node {
    return { span, text: '', scalar: null, unresolved: false, inherited: false, form: 'empty' };
  }

  private frame(tree: ParsedNode): { span: Span; text: string; unresolved: boolean; inherited: boolean; tag?: string } {
    const span = this.span(tree);
    return { span, text: this.source.slice(span), unresolved: false, inherited: false, ...(tree.tag ? { tag: tree.tag } : {}) };
  }

  /** Without the blank lines and line breaks that the package counts to a block. */
  private span(tree: ParsedNode): Span {
    const length = this.source.text.length;
    const start = Math.min(tree.range[0], length);
    let end = Math.min(tree.range[1], length);
    while (end > start && /\s/.test(this.source.text[end - 1]!)) end--;
    return { start, end };
  }

  /** A key that is being typed above another one is read as one key of two lines: the last line is the real one. */
  private keySpan(key: Scalar.Parsed): Span {
    const span = this.span(key);
    const start = this.source.lineStart(this.source.lineAt(span.end));
    if (start <= span.start) return span;
    const indent = /^[ \t]*/.exec(this.source.text.slice(start, span.end))![0].length;
    return { start: start + indent, end: span.end };
  }

  private afterColon(keySpan: Span): Span {
    const colon = this.source.text.indexOf(':', keySpan.end);
    const end = this.source.lineEnd(this.source.lineAt(keySpan.end));
    const at = colon >= 0 && colon < end ? colon + 1 : keySpan.end;
    return { start: at, end: at };
  }
}

/** The twin of a node for the places that take it over from elsewhere; one twin a node. */
export function asInherited(node: Node): Node {
  return node.inherited ? node : twinOf(node);
}

const twinOf = once((node: Node): Node => ({
  ...node,
  inherited: true,
  ...(node.entries ? { entries: node.entries.map(inheritedEntry) } : {}),
  ...(node.items ? { items: node.items.map(asInherited) } : {}),
}));

function inheritedEntry(entry: Entry): Entry {
  return { ...entry, inherited: true, value: asInherited(entry.value) };
}

/** YAML's merge is shallow: a key of the map itself wins, then the first map that has it. */
function withMerged(own: readonly Entry[], merged: readonly Node[]): readonly Entry[] {
  if (merged.length === 0) return own;
  const keys = new Set(own.map((e) => e.key));
  const result = [...own];
  for (const node of merged) {
    for (const entry of node.entries ?? []) {
      if (keys.has(entry.key)) continue;
      keys.add(entry.key);
      result.push(inheritedEntry(entry));
    }
  }
  return result;
}

function keyName(key: Scalar.Parsed, written: string): string {
  return key.type === 'PLAIN' ? written : String(key.value);
}

function formOf(tree: Scalar.Parsed, text: string): NodeForm {
  switch (tree.type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return text === '' ? 'empty' : 'plain';
  }
}

/** Where a dollar sign of a string stands, if the string is written in several lines or with escapes: the dollar signs are the same, in the same order. */
function dollarAt({ span, text }: { readonly span: Span; readonly text: string }, value: string, offset: number): number | undefined {
  const of = (s: string): number[] => [...s.matchAll(/\$/g)].map((m) => m.index);
  const [written, read] = [of(text), of(value)];
  const at = written.length === read.length ? written[read.indexOf(offset)] : undefined;
  return at === undefined ? undefined : span.start + at;
}

/** Where the characters of a string start, if they stand in the document one by one. */
function contentStart(span: Span, text: string, form: NodeForm, value: string): number | undefined {
  if (form === 'plain') return text === value ? span.start : undefined;
  if (form !== 'single' && form !== 'double') return undefined;
  return text.slice(1, -1) === value && text[text.length - 1] === text[0] ? span.start + 1 : undefined;
}
