/** JSON arrays of strings that somebody tried to write: told from shell text, and put right where it is clear what was meant. */

/** Quotes that people type or that a word processor makes of them, with the one that closes each. */
const quotes: Readonly<Record<string, string>> = { "'": "'", '"': '"', '“': '”', '”': '”', '‘': '’', '’': '’', '„': '“', '`': '`' };

export interface LooseArray {
  readonly elements: readonly string[];
  /** True where every element was in quotes, so that only the kind of quotes, a comma or a bracket was wrong. */
  readonly quoted: boolean;
}

/** Undefined where the text cannot be read as one array with nothing behind it. */
export function readLooseArray(text: string): LooseArray | undefined {
  const elements: string[] = [];
  let quoted = true;
  let at = text.indexOf('[') + 1;
  const blanks = (): void => {
    while (at < text.length && /[\s,]/.test(text[at]!)) at++;
  };
  blanks();
  while (at < text.length && text[at] !== ']') {
    const close = quotes[text[at]!];
    if (close !== undefined) {
      const element = readQuoted(text, at, close);
      if (!element) return undefined;
      elements.push(element.value);
      at = element.end;
      if (at < text.length && !/[\s,\]]/.test(text[at]!)) return undefined;
    } else {
      const end = /[,\]]/.exec(text.slice(at));
      const value = text.slice(at, end ? at + end.index : text.length).trim();
      // A bare word with blanks or shell characters in it was hardly meant as one string.
      if (/[\s"'“”‘’[{}()|&;<>$`\\*?]/.test(value)) return undefined;
      elements.push(value);
      quoted = false;
      at = end ? at + end.index : text.length;
    }
    blanks();
  }
  if (text.slice(at + 1).trim() !== '' || elements.length === 0) return undefined;
  return { elements, quoted };
}

function readQuoted(text: string, start: number, close: string): { value: string; end: number } | undefined {
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const ch = text[at]!;
    if (ch === close || (close !== "'" && close !== '"' && (ch === '"' || ch === '”'))) return { value, end: at + 1 };
    if (ch === '\\' && close === '"' && at + 1 < text.length) {
      const next = text[++at]!;
      // What JSON does not know as an escape was meant as a backslash: a Windows path, a regular expression.
      value += next === '"' || next === '\\' || next === '/' ? next : `\\${next}`;
    } else value += ch;
  }
  return undefined;
}

/** Whether the arguments of an instruction were meant as an exec form, though they are no JSON. `shell`: they may also be a shell's `[ … ]` or `[[ … ]]`. */
export function looksLikeArray(text: string, shell: boolean): boolean {
  if (!text.startsWith('[')) return false;
  if (!shell) return true;
  if (text.startsWith('[[')) return false;
  const inner = text.slice(1).trimStart();
  // A test has operators, or options of its own, and a blank after the bracket.
  if (/^\s/.test(text.slice(1)) && /^(?:!\s|-[a-zA-Z]\s|"?\$\S+\s+(?:=|==|!=|-[a-z]{2})\s|"[^"]*"\s+(?:=|==|!=|-[a-z]{2})\s)/.test(inner)) return false;
  // What looks like a comment behind the array keeps it from being one.
  const commented = /\]\s+#/.exec(text);
  const close = commented ? commented.index : text.lastIndexOf(']');
  const behind = close < 0 || commented ? '' : text.slice(close + 1).trim();
  const inside = text.slice(1, close < 0 ? text.length : close);
  // Words behind the bracket are a command; a stray character or two are not.
  if (behind.length > 4) return false;
  if (close < 0) return /^\s*["'“”‘’]/.test(inside) || /,/.test(inside) || /^\s/.test(inside);
  return /["'“”‘’,]/.test(inside) || /^[/\w.-]*\/[/\w.-]*$/.test(inside);
}
