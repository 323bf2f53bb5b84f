/** The short and the long form of a mount in `volumes`. */
import type { Span } from '../text/span';
import type { Node } from './model';
import { entryOf, isTrue, partSpan, rawString, stringOf, valueAt } from './values';

export type MountType = 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'cluster' | 'image';

export interface VolumeMount {
  readonly node: Node;
  readonly type: MountType;
  /** Host path or volume name; absent for an anonymous volume. Variables without a default stay in it as written. */
  readonly source?: string;
  readonly sourceSpan: Span;
  readonly target?: string;
  readonly readOnly: boolean;
  /** `shared`, `rslave`, … with the place it is written at. */
  readonly propagation?: { readonly value: string; readonly span: Span };
  /** Options of the short form after the target: `ro`, `z`, … */
  readonly options: readonly string[];
  /** Span of the options of the short form, without the colon. */
  readonly optionsSpan?: Span;
}

/** Undefined where the item is neither a string nor a map, or names nothing. */
export function parseVolume(node: Node): VolumeMount | undefined {
  return node.entries ? longForm(node) : shortForm(node);
}

const propagations = /^(?:r?private|r?shared|r?slave)$/;

function shortForm(node: Node): VolumeMount | undefined {
  const text = rawString(node);
  if (!text) return undefined;
  const parts = splitVolume(text);
  const [first, second, third] = parts;
  if (!first) return undefined;
  const span = (part: Part): Span => partSpan(node, part.start, part.start + part.text.length);
  if (!second) return { node, type: 'volume', sourceSpan: span(first), target: first.text, readOnly: false, options: [] };
  const options = third ? third.text.split(',') : [];
  const shared = options.find((o) => propagations.test(o));
  const at = shared && third ? third.start + third.text.indexOf(shared) : 0;
  return {
    node,
    type: isHostPath(first.text) ? 'bind' : 'volume',
    source: first.text,
    sourceSpan: span(first),
    target: second.text,
    readOnly: options.includes('ro') || options.includes('readonly'),
    options,
    ...(third ? { optionsSpan: span(third) } : {}),
    ...(shared ? { propagation: { value: shared, span: partSpan(node, at, at + shared.length) } } : {}),
  };
}

function longForm(node: Node): VolumeMount | undefined {
  const source = rawString(entryOf(node, 'source')?.value) ?? rawString(entryOf(node, 'src')?.value);
  const sourceNode = entryOf(node, 'source')?.value ?? entryOf(node, 'src')?.value;
  const targetNode = entryOf(node, 'target')?.value ?? entryOf(node, 'dst')?.value ?? entryOf(node, 'destination')?.value;
  const target = rawString(targetNode);
  const type = stringOf(entryOf(node, 'type')?.value) as MountType | undefined;
  if (!type && !source && !target) return undefined;
  const propagation = valueAt(node, 'bind', 'propagation');
  const value = stringOf(propagation);
  return {
    node,
    type: type ?? (source !== undefined && isHostPath(source) ? 'bind' : 'volume'),
    source,
    sourceSpan: sourceNode?.span ?? node.span,
    target,
    readOnly: isTrue(entryOf(node, 'read_only')?.value),
    options: [],
    ...(propagation && value ? { propagation: { value, span: propagation.span } } : {}),
  };
}

interface Part {
  readonly text: string;
  readonly start: number;
}

/** Splits at colons, but not in `${X:?y}` and not after a drive letter. */
function splitVolume(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (char === '$' && text[i + 1] === '{') depth++;
    else if (char === '}' && depth > 0) depth--;
    if (i < text.length && (char !== ':' || depth > 0)) continue;
    const drive = i - start === 1 && /[A-Za-z]/.test(text[start]!) && /[\\/]/.test(text[i + 1] ?? '');
    if (drive && i < text.length) continue;
    parts.push({ text: text.slice(start, i), start });
    start = i + 1;
  }
  return parts;
}

/** A path and no volume name: `/x`, all that starts with a dot (`./x`, `.env`), `~/x`, `C:\x`, `\\server`, or one that starts with a variable (`$HOME/x`, `${DIR}/x`). */
export function isHostPath(source: string): boolean {
  return /^(?:[/\\~.]|[A-Za-z]:[\\/]|\$\{[^}]*\}[/\\]|\$\w+[/\\])/.test(source);
}
