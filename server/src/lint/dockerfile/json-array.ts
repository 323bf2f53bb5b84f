/** JSON arrays of strings, as the exec form has them, with the place of every element. */

export interface JsonElement {
  readonly value: string;
  /** Offsets of the opening quote and after the closing one. */
  readonly start: number;
  readonly end: number;
}

export type JsonArray =
  | { readonly kind: 'strings'; readonly elements: readonly JsonElement[]; readonly start: number; readonly end: number }
  /** Valid JSON, but some element is not a string: BuildKit refuses it. */
  | { readonly kind: 'not-strings'; readonly start: number; readonly end: number }
  /** BuildKit reads the text as shell form. */
  | { readonly kind: 'none' };

const stringLiteral = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

export function parseJsonArray(text: string): JsonArray {
  const start = skip(text, 0, true);
  if (text[start] !== '[') return { kind: 'none' };
  const elements: JsonElement[] = [];
  let at = skip(text, start + 1);
  let closed = text[at] === ']';
  while (!closed) {
    stringLiteral.lastIndex = at;
    const match = stringLiteral.exec(text);
    if (!match) return otherJson(text, start);
    elements.push({ value: JSON.parse(match[0]) as string, start: at, end: at + match[0].length });
    at = skip(text, at + match[0].length);
    if (text[at] === ']') closed = true;
    else if (text[at] === ',') at = skip(text, at + 1);
    else return otherJson(text, start);
  }
  // Anything after the array makes the whole no JSON.
  if (skip(text, at + 1) < text.length) return { kind: 'none' };
  return { kind: 'strings', elements, start, end: at + 1 };
}

function otherJson(text: string, start: number): JsonArray {
  try {
    return Array.isArray(JSON.parse(text.slice(start))) ? { kind: 'not-strings', start, end: text.length } : { kind: 'none' };
  } catch {
    return { kind: 'none' };
  }
}

function skip(text: string, from: number, any = false): number {
  let at = from;
  while (at < text.length && (' \t\n\r'.includes(text[at]!) || (any && (text[at] === '\v' || text[at] === '\f')))) at++;
  return at;
}
