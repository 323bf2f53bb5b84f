/** Deleting words of an instruction that goes over several lines. */
import type { SpanEdit } from '../rule';
import type { Span } from '../text/span';
import { removeInstruction } from './edits';
import type { DockerfileModel, Instruction } from './model';

/**
 * Deletes words (one, or several side by side) with the blanks in front of them; a line that holds nothing else goes as a whole, and the line before the last loses its escape character
 * with it. Undefined where a comment or an empty line in between would end up outside.
 */
export function removeArgument(file: DockerfileModel, words: Span): SpanEdit | undefined {
  const { source } = file;
  const first = source.lineAt(words.start);
  const last = source.lineAt(words.end);
  const before = source.text.slice(source.lineStart(first), words.start);
  const after = source.text.slice(words.end, source.lineEnd(last)).trim();
  if (before.trim() !== '') return { span: { start: words.start - (before.length - before.trimEnd().length), end: words.end }, newText: '' };
  if (after === file.escape) return { span: { start: source.lineStart(first), end: source.lineStart(last + 1) }, newText: '' };
  if (after !== '') {
    const gap = /^[ \t]*/.exec(source.text.slice(words.end))![0].length;
    return { span: { start: words.start, end: words.end + gap }, newText: '' };
  }
  const previous = source.lineText(first - 1).trimEnd();
  if (!previous.endsWith(file.escape) || previous.trimStart().startsWith('#')) return undefined;
  return { span: { start: source.lineStart(first - 1) + previous.slice(0, -1).trimEnd().length, end: words.end }, newText: '' };
}

/** Deletes one `key=value` of ENV, ARG or LABEL; the whole instruction where there is no other. */
export function removePair(file: DockerfileModel, instruction: Instruction, index: number): SpanEdit | undefined {
  const { pairs } = instruction;
  if (pairs.length === 1) return instruction.onbuild ? undefined : removeInstruction(file, instruction);
  // The first one goes with the gap behind it, so that no continuation line is left alone.
  return index > 0 ? removeArgument(file, pairs[index]!.span) : { span: { start: pairs[0]!.span.start, end: pairs[1]!.span.start }, newText: '' };
}
