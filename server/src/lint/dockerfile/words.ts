/** How BuildKit cuts an instruction's arguments into words, before any expansion. Offsets are into the given text. */
import { isBlank, isSpace, skipSpace } from './characters';

export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** FROM, EXPOSE, ADD, COPY, VOLUME: at blanks, quotes mean nothing. */
export function splitAtBlanks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    const start = at;
    while (at < text.length && !isBlank(text.charCodeAt(at))) at++;
    if (at > start) pieces.push({ text: text.slice(start, at), start, end: at });
  }
  return pieces;
}

/** ENV, ARG, LABEL: at white space outside quotes; quotes and escapes stay. */
export function splitQuoted(text: string, escape: string): Piece[] {
  const pieces: Piece[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const start = at;
    let quote = '';
    while (at < text.length) {
      const ch = text[at]!;
      if (ch === escape && quote !== "'") {
        at += 2;
        continue;
      }
      if (quote) {
        if (ch === quote) quote = '';
      } else if (ch === '"' || ch === "'") quote = ch;
      else if (isSpace(text.charCodeAt(at))) break;
      at++;
    }
    at = Math.min(at, text.length);
    // An escape character that ends the text belongs to no word.
    const end = at === text.length && text[at - 1] === escape && text[at - 2] !== escape && quote !== "'" ? at - 1 : at;
    if (end > start) pieces.push({ text: text.slice(start, end), start, end });
    at = skipSpace(text, at);
  }
  return pieces;
}

const none: readonly never[] = [];

/** Flags in front of the arguments: words that begin with `--`, quotes and escapes taken away; `--` alone ends them. */
export interface RawFlag extends Piece {
  /** Without quotes. */
  readonly value: string;
}

export function leadingFlags(text: string, escape: string): { flags: readonly RawFlag[]; rest: number } {
  let at = skipSpace(text, 0);
  if (!text.startsWith('--', at)) return { flags: none, rest: at };
  const flags: RawFlag[] = [];
  for (;;) {
    at = skipSpace(text, at);
    if (!text.startsWith('--', at)) return { flags, rest: at };
    const start = at;
    let value = '';
    let quote = '';
    while (at < text.length) {
      const ch = text[at]!;
      if (ch === escape && quote !== "'") {
        at++;
        value += text[at] ?? '';
        at++;
      } else if (quote) {
        if (ch === quote) quote = '';
        else value += ch;
        at++;
      } else if (ch === '"' || ch === "'") {
        quote = ch;
        at++;
      } else if (isSpace(text.charCodeAt(at))) break;
      else {
        value += ch;
        at++;
      }
    }
    at = Math.min(at, text.length);
    if (value === '--') return { flags, rest: skipSpace(text, at) };
    flags.push({ text: text.slice(start, at), value, start, end: at });
  }
}
