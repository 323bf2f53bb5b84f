/**
 * Changes to a Compose file as text edits, so that everything else stays as it is written: comments, quotes, order, block and flow style. Each function gives undefined where
 * the change cannot be made at that place: the value is written elsewhere (anchor, merge key, extends), in a form that has no safe edit, or in a file that YAML cannot read.
 */
import type { SpanEdit } from '../rule';
import type { Span } from '../text/span';
import type { ComposeModel, Entry, Node } from './model';
import { entryOf } from './values';

/** What to add: YAML text for a scalar, texts of items for a list, keys for a map. */
export type Tree = { readonly [key: string]: string | readonly string[] | Tree };

/** Adds keys to a map, into the maps that are there already. Values of keys that are there are replaced. */
export function addToMap(file: ComposeModel, map: Node, tree: Tree): SpanEdit[] | undefined {
  if (file.broken || map.inherited || !map.entries) return undefined;
  const edits: SpanEdit[] = [];
  const missing: Record<string, Tree[string]> = {};
  for (const [key, value] of Object.entries(tree)) {
    const entry = map.entries.find((e) => e.key === key);
    if (!entry || (entry.inherited && !isTree(value))) {
      missing[key] = value;
      continue;
    }
    const change = entry.inherited ? undefined : changeEntry(file, map, entry, value);
    if (!change) return undefined;
    edits.push(...change);
  }
  if (Object.keys(missing).length > 0) {
    const insert = map.form === 'flow' ? insertInFlowMap(file, map, missing) : insertInBlockMap(file, map, missing);
    if (!insert) return undefined;
    edits.push(insert);
  }
  return edits;
}

/** Adds an item to the list under a key of a map; makes the list where there is none. */
export function addToList(file: ComposeModel, map: Node, key: string, item: string): SpanEdit[] | undefined {
  const entry = map.entries?.find((e) => e.key === key);
  if (file.broken || entry?.inherited) return undefined;
  if (!entry || !entry.value.items) return entry && entry.value.scalar !== null ? undefined : addToMap(file, map, { [key]: [item] });
  const list = entry.value;
  const last = list.items![list.items!.length - 1];
  if (list.inherited || (last?.inherited ?? false)) return undefined;
  if (list.form === 'flow') {
    const close = closing(file, list, ']');
    if (close === undefined) return undefined;
    return [last ? insertAt(last.span.end, `, ${item}`) : insertAt(close, item)];
  }
  if (!last) return undefined;
  return [insertAt(lineEnd(file, Math.max(last.span.end, list.span.end)), `${file.source.eol}${blanks(column(file, list.span.start))}- ${item}`)];
}

/** Takes the key at the end of a path out, with the maps around it that would be left empty. The map at the start of the path is never emptied. */
export function removeKey(file: ComposeModel, map: Node, ...path: readonly string[]): SpanEdit[] | undefined {
  if (file.broken) return undefined;
  const chain: { owner: Node; entry: Entry }[] = [];
  let owner: Node | undefined = map;
  for (const key of path) {
    const entry = entryOf(owner, key);
    if (!owner || !entry) return undefined;
    chain.push({ owner, entry });
    owner = entry.value;
  }
  let last = chain.pop();
  while (last && last.owner.entries!.length === 1) last = chain.pop();
  return last && !last.owner.inherited && !last.entry.inherited ? removeEntry(file, last.owner, last.entry) : undefined;
}

/** Takes an item out of the list under a key of a map, and the key with its last item. */
export function removeItem(file: ComposeModel, map: Node, key: string, item: Node): SpanEdit[] | undefined {
  const entry = entryOf(map, key);
  if (file.broken || !entry || map.inherited || entry.inherited || entry.value.inherited) return undefined;
  const all = entry.value.items ?? [];
  const items = all.filter((i) => !i.inherited);
  if (all.length <= 1) return removeKey(file, map, key);
  const index = items.indexOf(item);
  if (index < 0 || items.length === 1) return undefined;
  if (entry.value.form === 'flow') return [removal(flowSpan(items.map((i) => i.span), index))];
  const start = lineStart(file, item.span.start);
  if (!/^[ \t]*-[ \t]/.test(file.source.text.slice(start, item.span.start))) return undefined;
  return [removal(wholeLines(file, { start, end: item.span.end }))];
}

/** Replaces a scalar by other YAML text. */
export function replaceScalar(node: Node, text: string): SpanEdit[] | undefined {
  return node.scalar === undefined || node.inherited ? undefined : [{ span: node.span, newText: node.form === 'empty' ? ` ${text}` : text }];
}

/** A string as YAML text, quoted where a plain one would be read as something else. */
export function yamlString(value: string): string {
  const plain = /^[A-Za-z0-9_./][\w./@-]*(?::[\w./@-]+)*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n|[\d._]+(?:e\d+)?)$/i.test(value);
  return plain ? value : JSON.stringify(value);
}

function changeEntry(file: ComposeModel, map: Node, entry: Entry, value: Tree[string]): SpanEdit[] | undefined {
  if (isTree(value) && entry.value.entries) return addToMap(file, entry.value, value);
  if (entry.value.scalar === undefined || entry.value.inherited) return undefined;
  if (typeof value === 'string') return replaceScalar(entry.value, value);
  if (entry.value.scalar !== null) return undefined;
  if (map.form === 'flow') return replaceScalar(entry.value, flowText(value));
  const body = blockLines(value, column(file, entry.keySpan.start) + file.indent, file.indent).map((line) => file.source.eol + line).join('');
  // A comment behind the colon stays there.
  return entry.value.form === 'empty' ? [insertAt(lineEnd(file, entry.keySpan.end), body)] : [{ span: entry.value.span, newText: body }];
}

function insertInBlockMap(file: ComposeModel, map: Node, tree: Tree): SpanEdit | undefined {
  const own = map.entries!.filter((e) => !e.inherited);
  const end = own.length > 0 ? own[own.length - 1]!.span.end : map.span.end;
  const lines = blockLines(tree, column(file, map.span.start), file.indent);
  return insertAt(lineEnd(file, end), lines.map((line) => file.source.eol + line).join(''));
}

function insertInFlowMap(file: ComposeModel, map: Node, tree: Tree): SpanEdit | undefined {
  const close = closing(file, map, '}');
  if (close === undefined) return undefined;
  const own = map.entries!.filter((e) => !e.inherited);
  const text = flowText(tree).slice(1, -1);
  if (own.length > 0) return insertAt(own[own.length - 1]!.span.end, `, ${text}`);
  return map.entries!.length === 0 ? insertAt(map.span.start + 1, text) : undefined;
}

function removeEntry(file: ComposeModel, map: Node, entry: Entry): SpanEdit[] | undefined {
  const own = map.entries!.filter((e) => !e.inherited);
  const index = own.indexOf(entry);
  if (index < 0) return undefined;
  if (map.form === 'flow') return own.length === map.entries!.length ? [removal(flowSpan(own.map((e) => e.span), index))] : undefined;
  const start = lineStart(file, entry.keySpan.start);
  if (file.source.text.slice(start, entry.keySpan.start).trim() === '') return [removal(wholeLines(file, { start, end: entry.span.end }))];
  // First key after the dash of a list item: the next key moves up.
  const next = own[index + 1];
  return index === 0 && next ? [removal({ start: entry.keySpan.start, end: next.keySpan.start })] : undefined;
}

/** The part of a flow collection's text that goes away with one element: the element and the comma on one of its sides. */
function flowSpan(spans: readonly Span[], index: number): Span {
  const at = spans[index]!;
  return index === 0 ? { start: at.start, end: spans[1]!.start } : { start: spans[index - 1]!.end, end: at.end };
}

function blockLines(value: Tree[string], indent: number, step: number): string[] {
  if (typeof value === 'string') return [blanks(indent) + value];
  if (!isTree(value)) return value.map((item) => `${blanks(indent)}- ${item}`);
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [`${blanks(indent)}${key}: ${inner}`] : [`${blanks(indent)}${key}:`, ...blockLines(inner, indent + step, step)],
  );
}

function flowText(value: Tree[string]): string {
  if (typeof value === 'string') return value;
  if (!isTree(value)) return `[${value.join(', ')}]`;
  return `{${Object.entries(value).map(([key, inner]) => `${key}: ${flowText(inner)}`).join(', ')}}`;
}

function isTree(value: Tree[string]): value is Tree {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Offset of the bracket that closes a flow collection; undefined where it is not closed. */
function closing(file: ComposeModel, node: Node, bracket: '}' | ']'): number | undefined {
  return node.span.end - node.span.start >= 2 && file.source.text[node.span.end - 1] === bracket ? node.span.end - 1 : undefined;
}

function insertAt(offset: number, newText: string): SpanEdit {
  return { span: { start: offset, end: offset }, newText };
}

function removal(span: Span): SpanEdit {
  return { span, newText: '' };
}

/** With the line break at the end, or, on the last line of a file without one, the line break before. */
function wholeLines(file: ComposeModel, span: Span): Span {
  const line = file.source.lineAt(span.end);
  const end = file.source.lineStart(line + 1);
  const ended = end > file.source.lineEnd(line);
  const first = file.source.lineAt(span.start);
  return ended || first === 0 ? { start: span.start, end } : { start: file.source.lineEnd(first - 1), end };
}

function lineStart(file: ComposeModel, offset: number): number {
  return file.source.lineStart(file.source.lineAt(offset));
}

function lineEnd(file: ComposeModel, offset: number): number {
  return file.source.lineEnd(file.source.lineAt(offset));
}

function column(file: ComposeModel, offset: number): number {
  return file.source.positionAt(offset).character;
}

function blanks(count: number): string {
  return ' '.repeat(count);
}
