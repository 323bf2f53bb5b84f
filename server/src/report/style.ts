/** Text for terminals: colours, and text from files made harmless. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
}

function sgr(on: number, off: number): (text: string) => string {
  return text => `\x1b[${on}m${text}\x1b[${off}m`;
}

export const colours: Style = { bold: sgr(1, 22), dim: sgr(2, 22), red: sgr(31, 39), yellow: sgr(33, 39), blue: sgr(34, 39), cyan: sgr(36, 39) };

const same = (text: string): string => text;
export const plain: Style = { bold: same, dim: same, red: same, yellow: same, blue: same, cyan: same };

/** Control characters, also those of C1, and those that turn the direction of text: a file must not be able to move the cursor or hide a part of a line. */
// eslint-disable-next-line no-control-regex
const unprintable = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** One line of text from a file or an image, safe to print. Every replaced character stays one character wide. */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd').replace(/[\t\n]/g, ' ');
}

/** Columns a text takes in a terminal: East Asian wide characters take two, combining marks none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += /\p{Mn}|\p{Me}|\u200d|\ufe0f/u.test(character) ? 0 : isWide(character.codePointAt(0)!) ? 2 : 1;
  return columns;
}

function isWide(code: number): boolean {
  return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f)
    || (code >= 0xff00 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1f300 && code <= 0x1faff) || (code >= 0x20000 && code <= 0x3fffd);
}

/** Breaks at blanks so that no line is longer, words that are longer than a line excepted. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    if (line !== '' && width(line) + 1 + width(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

export function plural(count: number, singular: string, many = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : many}`;
}
