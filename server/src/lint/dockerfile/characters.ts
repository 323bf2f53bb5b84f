/** Characters as BuildKit classes them. */

/** White space of Go's `unicode.IsSpace`, which BuildKit trims and splits by. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** White space that separates words of an instruction: no line feed, no Unicode blanks. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** End of `text` without trailing white space. */
export function trimmedEnd(text: string, from = 0): number {
  let end = text.length;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
