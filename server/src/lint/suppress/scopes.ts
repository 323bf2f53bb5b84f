/** Which lines of a document a comment speaks for. */
import type { ComposeModel, Node } from '../compose/model';
import type { Comment, DockerfileModel, Instruction } from '../dockerfile/model';
import type { DockerignoreModel } from '../dockerignore/model';
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';
import type { Reach } from './directives';

/** Lines, both ends included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

type AnyComment = Pick<Comment, 'text' | 'line' | 'span'>;

export const wholeFile: Lines = { from: 0, to: Infinity };

/** Undefined where the comment stands above nothing. */
export function dockerfileLines(model: DockerfileModel, comment: Comment, reach: Reach): Lines | undefined {
  if (reach === 'file') return wholeFile;
  if (reach === 'top') return (model.instructions[0]?.span.start ?? Infinity) > comment.span.start ? wholeFile : undefined;
  const instruction = instructionOfComment(model, comment);
  if (!instruction) return undefined;
  const stage = reach === 'block' && instruction.keyword === 'FROM' ? model.stages.find(candidate => candidate.instruction === instruction) : undefined;
  return linesOf(model.source, stage ? { start: instruction.span.start, end: stage.span.end } : instruction.span);
}

/** Undefined where the comment stands above nothing. */
export function composeLines(model: ComposeModel, comment: AnyComment, reach: Reach): Lines | undefined {
  if (reach === 'file') return wholeFile;
  if (reach === 'top') return (model.root?.span.start ?? Infinity) > comment.span.start ? wholeFile : undefined;
  const line = lineSpokenFor(model.source, comment);
  if (line === undefined) return undefined;
  const entry = reach === 'line' || !model.root ? undefined : entryStartingOn(model.root, line, model.source);
  return entry ? linesOf(model.source, entry) : { from: line, to: line };
}

/** The next line with a pattern; undefined where a blank line comes first. */
export function dockerignoreLines(model: DockerignoreModel, comment: AnyComment, reach: Reach): Lines | undefined {
  if (reach === 'file') return wholeFile;
  const line = lineSpokenFor(model.source, comment);
  if (reach === 'top') return (model.patterns[0]?.line ?? Infinity) > comment.line ? wholeFile : undefined;
  return line === undefined ? undefined : { from: line, to: line };
}

/** The instruction that a position (an offset) is in. */
export function instructionAt(model: DockerfileModel, offset: number): Instruction | undefined {
  return model.instructions.find(instruction => instruction.span.start <= offset && offset <= instruction.span.end);
}

/** The innermost entry or list item that holds an offset. Comments above it are about it. */
export function entryAt(node: Node, offset: number): Span | undefined {
  for (const child of children(node)) if (child.span.start <= offset && offset <= child.span.end) return entryAt(child.node, offset) ?? child.span;
  return undefined;
}

function instructionOfComment(model: DockerfileModel, comment: Comment): Instruction | undefined {
  if (comment.inside) return instructionAt(model, comment.span.start);
  return model.instructions.find(instruction => instruction.leadingComments.some(leading => leading.line === comment.line));
}

/** A comment behind something speaks for its own line, one on a line of its own for the next line that is no comment. */
function lineSpokenFor(source: SourceText, comment: AnyComment): number | undefined {
  if (source.text.slice(source.lineStart(comment.line), comment.span.start).trim() !== '') return comment.line;
  for (let line = comment.line + 1; line < source.lineCount; line++) {
    const text = source.lineText(line).trim();
    if (text === '') return undefined;
    if (!text.startsWith('#')) return line;
  }
  return undefined;
}

function entryStartingOn(node: Node, line: number, source: SourceText): Span | undefined {
  for (const child of children(node)) {
    const { from, to } = linesOf(source, child.span);
    if (from === line) return child.span;
    if (from < line && line <= to) {
      const inner = entryStartingOn(child.node, line, source);
      if (inner) return inner;
    }
  }
  return undefined;
}

/** Entries and items as they are written here; what an anchor or a merge key brings in stands elsewhere. */
function children(node: Node): readonly { readonly span: Span; readonly node: Node }[] {
  const entries = (node.entries ?? []).map(entry => ({ span: entry.span, node: entry.value }));
  return [...entries, ...(node.items ?? []).map(item => ({ span: item.span, node: item }))].filter(child => !child.node.inherited);
}

function linesOf(source: SourceText, span: Span): Lines {
  // The end of a block value is the start of the next line.
  const end = span.start + source.slice(span).trimEnd().length;
  return { from: source.lineAt(span.start), to: source.lineAt(end) };
}
