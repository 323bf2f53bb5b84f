import type { Position, Range, Span } from './span';

/**
 * The text of one document with its line index. Lines end at "\n", "\r\n" or a lone "\r" (as LSP counts them); a byte order mark is part of the text.
 */
export class SourceText {
  readonly text: string;
  private readonly starts: number[];

  constructor(text: string) {
    this.text = text;
    this.starts = lineStarts(text);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** Offset of the first character of a line; the text's length for lines past the end. */
  lineStart(line: number): number {
    return line < 0 ? 0 : line < this.starts.length ? this.starts[line]! : this.text.length;
  }

  /** Offset just after the last character of a line, its line break not included. */
  lineEnd(line: number): number {
    let end = this.lineStart(line + 1);
    const start = this.lineStart(line);
    while (end > start && (this.text.charCodeAt(end - 1) === 10 || this.text.charCodeAt(end - 1) === 13)) end--;
    return end;
  }

  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineEnd(line));
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.starts[line]! };
  }

  offsetAt(position: Position): number {
    const start = this.lineStart(position.line);
    const limit = position.line + 1 < this.starts.length ? this.lineStart(position.line + 1) : this.text.length;
    return Math.max(start, Math.min(start + position.character, limit));
  }

  range(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** The line break this document uses: that of its first line, "\n" where there is none. */
  get eol(): string {
    const end = this.lineEnd(0);
    return this.text.slice(end, this.lineStart(1)) || '\n';
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}
