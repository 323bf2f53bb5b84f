/**
 * Variables in the strings of a Compose file. The environment of the person who runs Compose is not known, so only defaults count: `${X:-1}` and `${X-1}` are
 * taken as `1`; a variable without a default stays as written and makes the string unresolved.
 */

/** A run of the result and the run of the input it was made from; offsets, ends exclusive. */
export interface Mapped {
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

export interface Interpolated {
  readonly text: string;
  readonly unresolved: boolean;
  readonly pieces: readonly Mapped[];
  /** Offsets of `${` that start no variable: Compose refuses the file. A `$` with neither a brace nor a name behind it stays as it is. */
  readonly invalid: readonly number[];
}

const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const maxDepth = 20;

/** `undefined` where the text has no `$`, which is nearly always. */
export function interpolate(text: string): Interpolated | undefined {
  if (!text.includes('$')) return undefined;
  const writer = new Writer();
  expand(text, 0, text.length, writer, 0);
  return writer;
}

class Writer implements Interpolated {
  text = '';
  unresolved = false;
  readonly pieces: Mapped[] = [];
  readonly invalid: number[] = [];

  add(value: string, from: number, to: number): void {
    if (value === '' && from === to) return;
    this.pieces.push({ at: this.text.length, length: value.length, from, to });
    this.text += value;
  }
}

function expand(text: string, start: number, end: number, out: Writer, depth: number): void {
  let plain = start;
  let i = start;
  const flush = (): void => out.add(text.slice(plain, i), plain, i);
  while (i < end) {
    if (text[i] !== '$') {
      i++;
      continue;
    }
    flush();
    const dollar = i;
    if (text[i + 1] === '$' && i + 1 < end) {
      out.add('$', i, i + 2);
      i += 2;
    } else if (text[i + 1] === '{' && i + 1 < end) {
      i = braced(text, i, end, out, depth);
    } else {
      name.lastIndex = i + 1;
      const match = name.exec(text);
      const after = match ? Math.min(match.index + match[0].length, end) : i + 1;
      if (match) out.unresolved = true;
      out.add(text.slice(dollar, after), dollar, after);
      i = after;
    }
    plain = i;
  }
  flush();
}

/** Reads `${…}` at `start`; returns the offset after it. */
function braced(text: string, start: number, end: number, out: Writer, depth: number): number {
  const close = closing(text, start + 2, end);
  name.lastIndex = start + 2;
  const match = name.exec(text);
  if (close === undefined || !match || depth > maxDepth) {
    out.invalid.push(start);
    out.add(text.slice(start, start + 2), start, start + 2);
    return start + 2;
  }
  const operatorAt = match.index + match[0].length;
  const operator = /^(:?[-?+])?/.exec(text.slice(operatorAt, Math.min(operatorAt + 2, close)))![0];
  if (operator === '-' || operator === ':-') {
    const from = operatorAt + operator.length;
    if (from === close) out.pieces.push({ at: out.text.length, length: 0, from: start, to: close + 1 });
    expand(text, from, close, out, depth + 1);
  } else {
    if (operator === '' && operatorAt !== close) out.invalid.push(start);
    out.unresolved = true;
    out.add(text.slice(start, close + 1), start, close + 1);
  }
  return close + 1;
}

/** Offset of the brace that closes one opened before `from`. */
function closing(text: string, from: number, end: number): number | undefined {
  let depth = 1;
  for (let i = from; i < end; i++) {
    if (text[i] === '$' && text[i + 1] === '{') {
      depth++;
      i++;
    } else if (text[i] === '}' && --depth === 0) {
      return i;
    }
  }
  return undefined;
}
