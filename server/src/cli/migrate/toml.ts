/** TOML with the place of everything. A bundle of its own: only who migrates from tally needs it. */
import { parseTOML, type AST } from 'toml-eslint-parser';

import type { Position } from '../../lint/text/span';

export interface TomlItem {
  readonly value: unknown;
  readonly at: Position;
}

/** One key with its value, tables and inline tables taken apart: `[rules] a = { b = 1 }` is `rules`, `a`, `b` and 1. */
export interface TomlEntry extends TomlItem {
  readonly path: readonly string[];
  /** The elements of an array. */
  readonly items?: readonly TomlItem[];
}

export type Toml = { readonly entries: readonly TomlEntry[] } | { readonly error: { readonly at: Position; readonly message: string } };

/** Never fails. Empty tables leave an entry without a value, since they may mean something. */
export function readToml(text: string): Toml {
  try {
    const [top] = parseTOML(text).body;
    return { entries: top.body.flatMap(node => (node.type === 'TOMLTable' ? tableEntries(node) : keyValueEntries(node, []))) };
  } catch (error) {
    const { message, lineNumber, column } = error as { message: string; lineNumber?: number; column?: number };
    return { error: { at: { line: (lineNumber ?? 1) - 1, character: column ?? 0 }, message } };
  }
}

function tableEntries(node: AST.TOMLTable): TomlEntry[] {
  const path = node.resolvedKey.map(String);
  return node.body.length === 0 ? [{ path, value: undefined, at: placeOf(node) }] : node.body.flatMap(child => keyValueEntries(child, path));
}

function keyValueEntries(node: AST.TOMLKeyValue, above: readonly string[]): TomlEntry[] {
  const path = [...above, ...node.key.keys.map(key => (key.type === 'TOMLBare' ? key.name : key.value))];
  const { value } = node;
  const at = placeOf(node);
  switch (value.type) {
    case 'TOMLInlineTable':
      return value.body.length === 0 ? [{ path, value: undefined, at }] : value.body.flatMap(child => keyValueEntries(child, path));
    case 'TOMLArray':
      return [{ path, value: undefined, at, items: value.elements.map(element => ({ value: element.type === 'TOMLValue' ? element.value : undefined, at: placeOf(element) })) }];
    default:
      return [{ path, value: value.value, at }];
  }
}

function placeOf({ loc }: AST.TOMLNode): Position {
  return { line: loc.start.line - 1, character: loc.start.column };
}
