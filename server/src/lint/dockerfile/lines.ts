/** First step of parsing: parser directives, comments, and the joined text of every instruction with its heredoc bodies. Follows BuildKit's line rules. */
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';
import { isSpace, skipSpace, trimmedEnd } from './characters';
import { expand } from './expand';
import type { ExpandedWord } from './expand';
import { parseJsonArray } from './json-array';
import { JoinedText, JoinedTextBuilder } from './logical-text';
import type { Comment, Directive, Heredoc, ParseError } from './model';
import { leadingFlags } from './words';

/** An instruction before its arguments are understood. */
export interface RawInstruction {
  /** The joined line: keyword, flags, arguments. */
  readonly text: JoinedText;
  readonly span: Span;
  readonly lineSpan: Span;
  readonly heredocs: readonly Heredoc[];
  readonly leadingComments: readonly Comment[];
  readonly emptyContinuations: readonly Span[];
}

export interface Lines {
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly RawInstruction[];
  readonly errors: readonly ParseError[];
}

const directivePattern = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;
const knownDirectives = new Set(['syntax', 'escape', 'check']);
/** BuildKit's line buffer, in bytes. */
const longestLine = 65535;

const none: readonly never[] = [];

export function readLines(source: SourceText): Lines {
  return new LineReader(source).read();
}

class LineReader {
  private escape: '\\' | '`' = '\\';
  private readonly directives: Directive[] = [];
  private readonly comments: Comment[] = [];
  private readonly instructions: RawInstruction[] = [];
  private readonly errors: ParseError[] = [];
  private line = 0;

  constructor(private readonly source: SourceText) {}

  read(): Lines {
    let directivesDone = false;
    let leading: Comment[] | undefined;
    const count = this.source.lineCount;
    while (this.line < count) {
      const line = this.line++;
      const start = this.contentStart(line);
      const end = this.source.lineEnd(line);
      const text = this.source.text.slice(start, end);
      const first = skipSpace(text, 0);
      this.checkLength(line);
      if (text[first] === '#') {
        if (!directivesDone && this.directive(text.slice(first), start + first)) continue;
        directivesDone = true;
        (leading ??= []).push(this.comment(line, start + first, end, false));
        continue;
      }
      directivesDone = true;
      if (first === text.length) {
        leading = undefined;
        continue;
      }
      this.instruction(line, start + first, leading ?? none);
      leading = undefined;
    }
    if (this.instructions.length === 0) this.errors.push({ code: 'empty-file', message: 'The file has no instructions.', span: { start: 0, end: 0 } });
    return { escape: this.escape, directives: this.directives, comments: this.comments, instructions: this.instructions, errors: this.errors };
  }

  /** Start of a line, after a byte order mark on the first. */
  private contentStart(line: number): number {
    const start = this.source.lineStart(line);
    return line === 0 && this.source.text.charCodeAt(0) === 0xfeff ? start + 1 : start;
  }

  private checkLength(line: number): void {
    const start = this.source.lineStart(line);
    const length = this.source.lineStart(line + 1) - start;
    if (length * 3 <= longestLine) return;
    let bytes = 0;
    for (const ch of this.source.text.slice(start, start + length)) bytes += utf8Length(ch.codePointAt(0)!);
    if (bytes > longestLine) {
      const span = { start, end: this.source.lineEnd(line) };
      this.errors.push({ code: 'line-too-long', message: `This line has ${bytes} bytes; BuildKit reads at most ${longestLine}. Break it with the escape character.`, span });
    }
  }

  private comment(line: number, start: number, end: number, inside: boolean): Comment {
    const comment = { text: this.source.text.slice(start + 1, end).trim(), line, span: { start, end }, inside };
    this.comments.push(comment);
    return comment;
  }

  /** True if the line is a parser directive. */
  private directive(text: string, start: number): boolean {
    const match = directivePattern.exec(text);
    if (!match) return false;
    const written = match[1]!;
    const name = written.toLowerCase();
    if (!knownDirectives.has(name)) return false;
    const value = match[2]!;
    const nameStart = start + text.indexOf(written, 1);
    const valueStart = start + text.indexOf(value, text.indexOf('=') + 1);
    const directive: Directive = {
      name,
      value,
      span: { start, end: start + trimmedEnd(text) },
      nameSpan: { start: nameStart, end: nameStart + written.length },
      valueSpan: { start: valueStart, end: valueStart + value.length },
    };
    if (this.directives.some((other) => other.name === name)) {
      this.errors.push({ code: 'directive-duplicate', message: `The ${name} directive is given twice; BuildKit allows one. Remove this line.`, span: directive.span });
    } else if (name === 'escape') {
      if (value === '\\' || value === '`') this.escape = value;
      else this.errors.push({ code: 'directive-escape', message: `The escape character must be \\ or \`, not "${value}".`, span: directive.valueSpan });
    }
    this.directives.push(directive);
    return true;
  }

  private instruction(firstLine: number, start: number, leadingComments: readonly Comment[]): void {
    const joined = new JoinedTextBuilder();
    let empty: Span[] | undefined;
    let continues = this.append(joined, start, this.source.lineEnd(firstLine));
    let last = firstLine;
    while (continues && this.line < this.source.lineCount) {
      const line = this.line++;
      const lineStart = this.source.lineStart(line);
      const lineEnd = this.source.lineEnd(line);
      const raw = this.source.text.slice(lineStart, lineEnd);
      const first = skipSpace(raw, 0);
      this.checkLength(line);
      // The text after the last line break of a file is no line if it is empty.
      if (line === this.source.lineCount - 1 && raw === '') break;
      last = line;
      if (raw[first] === '#') {
        this.comment(line, lineStart + first, lineEnd, true);
        continue;
      }
      if (first === raw.length) {
        (empty ??= []).push({ start: lineStart, end: this.source.lineStart(line + 1) });
        continue;
      }
      continues = this.append(joined, lineStart, lineEnd);
    }
    const text = joined.build();
    const lineSpan = { start, end: Math.max(start, this.source.lineEnd(last)) };
    const heredocs = this.heredocs(text, lineSpan);
    if (text.text.trim() === '') return;
    const end = heredocs.length > 0 ? Math.max(lineSpan.end, this.source.lineEnd(this.line - 1)) : lineSpan.end;
    this.instructions.push({ text, span: { start, end: this.trimEnd(start, end) }, lineSpan: { start, end: this.trimEnd(start, lineSpan.end) }, heredocs, leadingComments, emptyContinuations: empty ?? none });
  }

  /** Trailing white space and a dangling escape character's line are no part of an instruction's span. */
  private trimEnd(start: number, end: number): number {
    let at = end;
    while (at > start && isSpace(this.source.text.charCodeAt(at - 1))) at--;
    return at;
  }

  /** Adds one physical line; true if it ends in an escape character that continues it. */
  private append(joined: JoinedTextBuilder, start: number, end: number): boolean {
    const text = this.source.text;
    let at = end;
    while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
    const continues = at > start && text[at - 1] === this.escape && (at - 1 === start || text[at - 2] !== this.escape);
    joined.add(text.slice(start, continues ? at - 1 : end), start);
    return continues;
  }

  private heredocs(text: JoinedText, lineSpan: Span): readonly Heredoc[] {
    if (!text.text.includes('<<') || !takesHeredocs(text.text, this.escape)) return none;
    const found: Heredoc[] = [];
    for (const word of expand(text.text, () => undefined, { escape: '\\', rawQuotes: true, rawEscapes: true, keepUnset: true }).words) {
      const marker = heredocMarker(word);
      if (!marker) continue;
      found.push(this.heredocBody(marker, text.span(word.start, word.end), lineSpan));
    }
    return found;
  }

  private heredocBody(marker: HeredocMarker, markerSpan: Span, lineSpan: Span): Heredoc {
    const bodyStart = this.source.lineStart(this.line);
    while (this.line < this.source.lineCount) {
      const line = this.line++;
      const start = this.source.lineStart(line);
      const end = this.source.lineEnd(line);
      let text = this.source.text.slice(start, end);
      if (marker.stripTabs) text = text.replace(/^\t+/, '');
      if (text !== marker.name || (text === '' && line === this.source.lineCount - 1)) continue;
      const contentSpan = { start: bodyStart, end: start };
      return { ...marker, content: this.source.slice(contentSpan), contentSpan, markerSpan, terminatorSpan: { start: end - text.length, end }, terminated: true };
    }
    const contentSpan = { start: Math.min(bodyStart, this.source.text.length), end: this.source.text.length };
    this.errors.push({
      code: 'heredoc-unterminated',
      message: `The heredoc is never closed: no line holds just "${marker.name}". Add that line, with nothing before or after it.`,
      span: markerSpan.end > markerSpan.start ? markerSpan : lineSpan,
    });
    const end = this.source.text.length;
    return { ...marker, content: this.source.slice(contentSpan), contentSpan, markerSpan, terminatorSpan: { start: end, end }, terminated: false };
  }
}

interface HeredocMarker {
  readonly name: string;
  readonly expand: boolean;
  readonly stripTabs: boolean;
}

const markerPattern = /^\d*<<(-?)\s*([^<]*)$/;

function heredocMarker(word: ExpandedWord): HeredocMarker | undefined {
  const match = markerPattern.exec(word.value);
  if (!match || match[2] === '') return undefined;
  const rest = match[2]!;
  const plain = expand(rest, () => undefined, { escape: '\\', keepUnset: true });
  const raw = expand(rest, () => undefined, { escape: '\\', keepUnset: true, rawQuotes: true });
  if (plain.error !== undefined || plain.words.length !== 1) return undefined;
  const name = plain.words[0]!.value;
  const quotes = (text: string): number => text.split(/['"]/).length;
  return { name, expand: quotes(name) === quotes(raw.words[0]?.value ?? name), stripTabs: match[1] === '-' };
}

/** ADD, COPY and RUN take heredocs, also behind ONBUILD, unless their arguments are a JSON array. */
function takesHeredocs(text: string, escape: string): boolean {
  let rest = text.trim();
  for (let depth = 0; depth < 2; depth++) {
    const keyword = /^\S+/.exec(rest)?.[0].toLowerCase() ?? '';
    rest = rest.slice(keyword.length);
    if (keyword === 'onbuild' && depth === 0) {
      rest = rest.trim();
      continue;
    }
    if (keyword !== 'add' && keyword !== 'copy' && keyword !== 'run') return false;
    return parseJsonArray(rest.slice(leadingFlags(rest, escape).rest)).kind !== 'strings';
  }
  return false;
}

function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
