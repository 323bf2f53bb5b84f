/** The line of a document that a range is in, with marks under the range. */
import type { SourceText } from '../lint/text/source';
import type { Range } from '../lint/text/span';
import { printable, width, type Style } from './style';

/** Longer lines are cut to a window around the range. In characters. */
const widestLine = 160;

/** Lines to print, without indentation. */
export function frame(source: SourceText, range: Range, style: Style, colour: (text: string) => string): string[] {
  const { line } = range.start;
  const text = source.lineText(line);
  const from = Math.min(range.start.character, text.length);
  const to = range.end.line > line ? text.length : Math.min(range.end.character, text.length);
  const first = text.length <= widestLine ? 0 : Math.max(0, Math.min(from - 40, text.length - widestLine));
  const last = Math.min(text.length, first + widestLine);
  const [head, tail] = [first > 0 ? '…' : '', last < text.length ? '…' : ''];
  const before = head + printable(text.slice(first, from));
  const marked = printable(text.slice(from, Math.max(from, Math.min(to, last))));
  const after = printable(text.slice(Math.max(from, Math.min(to, last)), last)) + tail;
  const marks = '^'.repeat(Math.max(1, width(marked))) + (range.end.line > line || to > last ? '…' : '');
  const number = String(line + 1);
  const margin = ' '.repeat(number.length);
  return [`${style.blue(`${number} |`)} ${before}${marked}${after}`, `${style.blue(`${margin} |`)} ${' '.repeat(width(before))}${colour(marks)}`];
}
