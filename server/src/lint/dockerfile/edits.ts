/** Edits of whole instructions, for fixes: indentation, line breaks and the comments that belong to an instruction are kept in order. */
import type { SpanEdit } from '../rule';
import type { Span } from '../text/span';
import type { DockerfileModel, Instruction } from './model';

/** Blanks in front of the instruction's first line. */
export function indentOf(file: DockerfileModel, instruction: Instruction): string {
  const start = lineStartOf(file, instruction);
  return file.source.text.slice(start, instruction.span.start);
}

/** Deletes the instruction with its line break; comments above it stay. */
export function removeInstruction(file: DockerfileModel, instruction: Instruction): SpanEdit {
  const { source } = file;
  const start = lineStartOf(file, instruction);
  const last = lastLine(file, instruction);
  const end = source.lineStart(last + 1);
  // The last line of a file may have no line break of its own; the one before goes then.
  if (end === source.lineEnd(last) && start > 0) return { span: { start: source.lineEnd(source.lineAt(start) - 1), end }, newText: '' };
  return { span: { start, end }, newText: '' };
}

/** Puts lines above the instruction and the comments that belong to it, so that ignore comments stay with their instruction. */
export function insertBefore(file: DockerfileModel, instruction: Instruction, ...lines: readonly string[]): SpanEdit {
  const first = instruction.leadingComments[0];
  const at = first ? file.source.lineStart(first.line) : lineStartOf(file, instruction);
  const indent = indentOf(file, instruction);
  return { span: { start: at, end: at }, newText: lines.map((line) => indent + line + file.source.eol).join('') };
}

/** Puts lines below the instruction. */
export function insertAfter(file: DockerfileModel, instruction: Instruction, ...lines: readonly string[]): SpanEdit {
  const at = file.source.lineEnd(lastLine(file, instruction));
  const indent = indentOf(file, instruction);
  return { span: { start: at, end: at }, newText: lines.map((line) => file.source.eol + indent + line).join('') };
}

/** Deletes a word of an instruction together with the blanks in front of it. */
export function removeWord(file: DockerfileModel, word: Span): SpanEdit {
  const { text } = file.source;
  let start = word.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return { span: { start, end: word.end }, newText: '' };
}

/** Deletes a flag together with the blanks behind it, so that what follows takes its place. */
export function removeFlag(file: DockerfileModel, flag: Span): SpanEdit {
  const { text } = file.source;
  let end = flag.end;
  while (end < text.length && (text[end] === ' ' || text[end] === '\t')) end++;
  return { span: { start: flag.start, end }, newText: '' };
}

/** True where the instruction stands on one line, heredocs aside. */
export function isOneLine(file: DockerfileModel, instruction: Instruction): boolean {
  return file.source.lineAt(instruction.lineSpan.start) === file.source.lineAt(instruction.lineSpan.end);
}

function lineStartOf(file: DockerfileModel, instruction: Instruction): number {
  const outer = instruction.onbuild ?? instruction;
  const start = file.source.lineStart(file.source.lineAt(outer.span.start));
  // A byte order mark stays where it is.
  return start === 0 && file.source.text.charCodeAt(0) === 0xfeff ? 1 : start;
}

function lastLine(file: DockerfileModel, instruction: Instruction): number {
  return file.source.lineAt(instruction.span.end);
}
