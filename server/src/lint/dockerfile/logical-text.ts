import type { Span } from '../text/span';
import type { LogicalText } from './model';

/** One run of characters that stand side by side in the document too. */
interface Piece {
  /** Offset in the joined text. */
  readonly logical: number;
  readonly document: number;
}

/** Text joined from pieces of the document, or a part of such text. */
export class JoinedText implements LogicalText {
  readonly text: string;
  private readonly pieces: readonly Piece[];
  private readonly offset: number;
  /** Document offset after the last character of the whole text. */
  private readonly documentEnd: number;

  private constructor(text: string, pieces: readonly Piece[], offset: number, documentEnd: number) {
    this.text = text;
    this.pieces = pieces;
    this.offset = offset;
    this.documentEnd = documentEnd;
  }

  static builder(): JoinedTextBuilder {
    return new JoinedTextBuilder();
  }

  static of(text: string, pieces: readonly Piece[], documentEnd: number): JoinedText {
    return new JoinedText(text, pieces, 0, documentEnd);
  }

  toDocument(offset: number): number {
    const at = offset + this.offset;
    if (offset >= this.text.length && this.text.length > 0) return this.toDocument(this.text.length - 1) + 1;
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pieces[middle]!.logical <= at) low = middle;
      else high = middle - 1;
    }
    const piece = this.pieces[low];
    return piece ? piece.document + (at - piece.logical) : this.documentEnd;
  }

  span(start: number, end: number): Span {
    if (end <= start) {
      const at = this.toDocument(start);
      return { start: at, end: at };
    }
    return { start: this.toDocument(start), end: this.toDocument(end - 1) + 1 };
  }

  /** The part `[start, end)`; it maps to the same places. */
  slice(start: number, end: number): JoinedText {
    if (start >= end) {
      const at = this.toDocument(start);
      return new JoinedText('', [{ logical: 0, document: at }], 0, at);
    }
    return new JoinedText(this.text.slice(start, end), this.pieces, this.offset + start, this.documentEnd);
  }
}

export class JoinedTextBuilder {
  private text = '';
  private pieces: Piece[] | undefined;
  private end = 0;

  add(part: string, document: number): void {
    // Most texts are one piece: a literal takes as much room as it needs, a list that grows takes room for many.
    if (!this.pieces) this.pieces = [{ logical: 0, document }];
    else if (part.length > 0) this.pieces.push({ logical: this.text.length, document });
    this.text += part;
    this.end = document + part.length;
  }

  build(): JoinedText {
    return JoinedText.of(this.text, this.pieces ?? [], this.end);
  }
}
