/** Edits that write an ignore comment of ours. */
import type { Finding, TextEdit } from '../finding';
import type { ParsedDocument } from '../document';
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';
import { list } from './directives';
import { entryAt, instructionAt } from './scopes';

const hereComment = new RegExp(String.raw`^#\s*plimsoll\s+ignore\s*=\s*${list}`, 'i');
const fileComment = new RegExp(String.raw`^#\s*plimsoll\s+global\s+ignore\s*=\s*${list}`, 'i');

/** Ignores the finding's rule at its instruction or Compose entry. Undefined where no comment can stand above it (a parser directive, an empty file, JSON). */
export function ignoreHereEdit(parsed: ParsedDocument, finding: Finding): TextEdit | undefined {
  const { source, uri } = parsed.model;
  const offset = source.offsetAt(finding.range.start);
  const place = placeOf(parsed, offset);
  if (!place) return undefined;
  const line = source.lineAt(place.start);
  for (let above = line - 1; above >= 0 && source.lineText(above).trimStart().startsWith('#'); above--) {
    const merged = addToComment(source, uri, { start: source.lineStart(above), end: source.lineEnd(above) }, hereComment, finding.rule);
    if (merged) return merged;
  }
  const start = afterByteOrderMark(source, source.lineStart(line));
  const indent = /^[ \t]*/.exec(source.text.slice(start, place.start))![0];
  return insertion(source, uri, start, `${indent}# plimsoll ignore=${finding.rule}${source.eol}`);
}

/** What a comment above would be about. */
function placeOf(parsed: ParsedDocument, offset: number): Span | undefined {
  switch (parsed.target) {
    case 'dockerfile':
      return instructionAt(parsed.model, offset)?.span;
    case 'compose':
      return parsed.model.root && entryAt(parsed.model.root, offset);
    case 'dockerignore': {
      const { source } = parsed.model;
      const line = source.lineAt(offset);
      const span = { start: afterByteOrderMark(source, source.lineStart(line)), end: source.lineEnd(line) };
      return source.slice(span).trim() === '' ? undefined : span;
    }
    case 'daemon':
      return undefined;
  }
}

/** Ignores the finding's rule in the whole file. Undefined where there are no comments. */
export function ignoreInFileEdit(parsed: ParsedDocument, finding: Finding): TextEdit | undefined {
  if (parsed.target === 'daemon') return undefined;
  const { source, uri, comments } = parsed.model;
  for (const comment of comments) {
    const merged = addToComment(source, uri, comment.span, fileComment, finding.rule);
    if (merged) return merged;
  }
  // A comment above a parser directive would make it an ordinary comment, one above "#!" would unmake that.
  const directives = parsed.target === 'dockerfile' ? parsed.model.directives : [];
  const lastDirective = directives.reduce((last, directive) => Math.max(last, source.lineAt(directive.span.start)), -1);
  const line = lastDirective >= 0 ? lastDirective + 1 : source.text.startsWith('#!', afterByteOrderMark(source, 0)) ? 1 : 0;
  const atEnd = line >= source.lineCount;
  const start = afterByteOrderMark(source, source.lineStart(line));
  const comment = `# plimsoll global ignore=${finding.rule}`;
  return insertion(source, uri, start, atEnd ? `${source.eol}${comment}${source.eol}` : `${comment}${source.eol}`);
}

/** Adds the rule to the list of a comment that has one; undefined where it is none of ours. */
function addToComment(source: SourceText, uri: string, comment: Span, pattern: RegExp, rule: string): TextEdit | undefined {
  const text = source.slice(comment);
  const indent = text.length - text.trimStart().length;
  const match = pattern.exec(text.slice(indent));
  return match ? insertion(source, uri, comment.start + indent + match[0].length, `,${rule}`) : undefined;
}

function insertion(source: SourceText, uri: string, offset: number, newText: string): TextEdit {
  const position = source.positionAt(offset);
  return { uri, range: { start: position, end: position }, newText };
}

function afterByteOrderMark(source: SourceText, offset: number): number {
  return offset === 0 && source.text.startsWith('\ufeff') ? 1 : offset;
}
