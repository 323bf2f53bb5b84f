/** Shell text and the way back from its characters to the document. Text that was decoded out of other text (quotes, backticks, JSON strings) keeps a place for every character. */
import type { WordPart } from 'unbash';
import type { Span } from '../text/span';
import type { Environment } from './environment';

/** Ranges of a frame's text that the surrounding shell has replaced before this one runs: `$x` in `sh -c "echo $x"`. */
export interface ExpandedOutside {
  readonly ranges: readonly (readonly [number, number])[];
  readonly environment: Environment;
}

/** A text that syntax tree offsets refer to. */
export interface Frame {
  readonly text: string;
  locate(start: number, end: number): Span;
  readonly outside?: ExpandedOutside;
}

/** Whether `[start, end)` was replaced by the surrounding shell. */
export function isOutside(frame: Frame, start: number, end: number): boolean {
  return frame.outside?.ranges.some(([from, to]) => start < to && end > from) ?? false;
}

/** Decoded text; character `i` was made from `[starts[i], ends[i])` of the text it was decoded from. */
export class Decoded {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly expanded: [number, number][] = [];

  /** Characters that stand for themselves. */
  copy(source: string, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      this.starts.push(i);
      this.ends.push(i + 1);
    }
    this.text += source.slice(start, end);
  }

  /** Text made from another text: an escape, or a whole word whose quoting is not plain. */
  replace(value: string, start: number, end: number): void {
    for (let i = 0; i < value.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
    this.text += value;
  }

  /** Offsets in the outer text for `[start, end)` of this one. */
  range(start: number, end: number): [number, number] {
    const last = this.text.length - 1;
    if (last < 0) return [0, 0];
    const from = Math.max(0, Math.min(start, last));
    if (start > last) return [this.ends[last]!, this.ends[last]!];
    if (end <= start) return [this.starts[from]!, this.starts[from]!];
    return [this.starts[from]!, this.ends[Math.min(end - 1, last)]!];
  }

  within(outer: Frame, environment?: Environment): Frame {
    const outside = environment && this.expanded.length > 0 ? { ranges: this.expanded, environment } : undefined;
    return { text: this.text, locate: (start, end) => outer.locate(...this.range(start, end)), outside };
  }
}

/** The string a JSON string stands for; `[start, end)` of `source` includes the quotes. */
export function decodeJsonString(source: string, start: number, end: number): Decoded {
  const decoded = new Decoded();
  for (let i = start + 1; i < end - 1; ) {
    if (source[i] !== '\\') {
      decoded.copy(source, i, i + 1);
      i++;
      continue;
    }
    const next = source[i + 1] ?? '';
    const length = next === 'u' ? 6 : 2;
    const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
    const value = next === 'u' ? String.fromCharCode(Number.parseInt(source.slice(i + 2, i + 6), 16) || 0) : (escapes[next] ?? next);
    decoded.replace(value, i, Math.min(i + length, end - 1));
    i += length;
  }
  return decoded;
}

/** What the shell makes of a word that it hands to another shell; undefined where the quoting is not plain. Expansions stay as written and are listed in `expanded`. */
export function decodeWord(source: string, start: number, end: number, parts: readonly WordPart[] | undefined): Decoded | undefined {
  const decoded = new Decoded();
  if (!parts) {
    decodeEscapes(decoded, source, start, end, undefined);
    return decoded;
  }
  for (const part of parts) {
    switch (part.type) {
      case 'Literal':
        decodeEscapes(decoded, source, part.pos, part.end, undefined);
        break;
      case 'SingleQuoted':
        decoded.copy(source, part.pos + 1, part.end - 1);
        break;
      case 'AnsiCQuoted':
        if (part.text.includes('\\')) return undefined;
        decoded.copy(source, part.pos + 2, part.end - 1);
        break;
      case 'DoubleQuoted':
        for (const child of part.parts) {
          if (child.type === 'Literal') decodeEscapes(decoded, source, child.pos, child.end, '$`"\\');
          else decodeExpansion(decoded, source, child.pos, child.end);
        }
        break;
      default:
        decodeExpansion(decoded, source, part.pos, part.end);
    }
  }
  return decoded;
}

/** Body of a heredoc with an unquoted delimiter. */
export function decodeHeredoc(source: string, start: number, end: number, parts: readonly WordPart[] | undefined): Decoded {
  const decoded = new Decoded();
  if (!parts) decodeEscapes(decoded, source, start, end, '$`\\');
  for (const part of parts ?? []) {
    if (part.type === 'Literal') decodeEscapes(decoded, source, part.pos, part.end, '$`\\');
    else decodeExpansion(decoded, source, part.pos, part.end);
  }
  return decoded;
}

/** The script inside backticks. */
export function decodeBackticks(source: string, start: number, end: number, insideQuotes: boolean): Decoded {
  const decoded = new Decoded();
  decodeEscapes(decoded, source, start + 1, end - 1, insideQuotes ? '$`\\"' : '$`\\');
  return decoded;
}

function decodeExpansion(decoded: Decoded, source: string, start: number, end: number): void {
  decoded.expanded.push([decoded.text.length, decoded.text.length + end - start]);
  decoded.copy(source, start, end);
}

/** A backslash takes away itself before one of `escapable` (before anything where undefined) and, with it, a line break. */
function decodeEscapes(decoded: Decoded, source: string, start: number, end: number, escapable: string | undefined): void {
  let from = start;
  for (let at = source.indexOf('\\', start); at !== -1 && at < end - 1; at = source.indexOf('\\', at)) {
    const next = source[at + 1]!;
    if (next !== '\n' && escapable !== undefined && !escapable.includes(next)) {
      at += 2;
      continue;
    }
    decoded.copy(source, from, at);
    if (next !== '\n') decoded.replace(next, at, at + 2);
    at += 2;
    from = at;
  }
  decoded.copy(source, from, end);
}
