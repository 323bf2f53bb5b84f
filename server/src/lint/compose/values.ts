/** Small look-ups in nodes, with the leniency of Compose: a number may be quoted, a list may be one string. */
import type { Span } from '../text/span';
import type { Entry, Node } from './model';

/** The entry for a key. What is reset (`!reset`) is not there. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  const entry = node?.entries?.find((e) => e.key === key);
  return entry?.value.tag === '!reset' ? undefined : entry;
}

export function valueAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (const key of path) at = entryOf(at, key)?.value;
  return at;
}

/** Not there, or there without a value. */
export function isMissing(node: Node | undefined): boolean {
  return node === undefined || (node.scalar === null && !node.unresolved) || node.scalar === '';
}

/** A known scalar as a string; undefined for maps, sequences, null and unknown values. */
export function stringOf(node: Node | undefined): string | undefined {
  return node === undefined || node.unresolved || node.scalar === undefined || node.scalar === null ? undefined : scalarText(node);
}

/** A scalar as a string with unknown variables left in it as written. */
export function rawString(node: Node | undefined): string | undefined {
  return node === undefined || node.scalar === undefined || node.scalar === null ? undefined : scalarText(node);
}

/** A number keeps its spelling: the image tag 3.10 is not 3.1. */
function scalarText(node: Node): string {
  return typeof node.scalar === 'string' ? node.scalar : node.form === 'plain' ? node.text : String(node.scalar);
}

export function numberOf(node: Node | undefined): number | undefined {
  const text = stringOf(node);
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Compose takes the words of YAML 1.1, also quoted, for booleans. */
export function isTrue(node: Node | undefined): boolean {
  return node?.scalar === true || /^(?:true|yes|y|on)$/i.test(stringOf(node) ?? '');
}

export function isFalse(node: Node | undefined): boolean {
  return node?.scalar === false || /^(?:false|no|n|off)$/i.test(stringOf(node) ?? '');
}

/** The items of a list, or the one string that stands for it. */
export function listOf(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  return node.items ?? (node.entries || node.scalar === null ? [] : [node]);
}

/** Document span of the characters `[start, end)` of a string; the whole value where it cannot be told. */
export function partSpan(node: Node, start: number, end: number): Span {
  const pieces = node.pieces;
  const text = rawString(node);
  if (!pieces) return node.form === 'plain' && node.text === text ? { start: node.span.start + start, end: node.span.start + end } : node.span;
  const first = pieces.find((p) => p.at + p.length > start) ?? pieces[pieces.length - 1]!;
  const last = pieces.find((p) => p.at < end && p.at + p.length >= end) ?? first;
  return { start: inPiece(first, start, 'start'), end: inPiece(last, end, 'end') };
}

function inPiece(piece: { at: number; length: number; span: Span }, offset: number, side: 'start' | 'end'): number {
  const exact = piece.length === piece.span.end - piece.span.start;
  if (!exact) return piece.span[side];
  return piece.span.start + Math.max(0, Math.min(offset - piece.at, piece.length));
}
