/** Lines of a Dockerfile, for the rules on its layout. */
import type { Span } from '../text/span';
import type { DockerfileModel, Instruction } from './model';

/** True where a line is content of a heredoc, which white space is a part of. */
export function inHeredoc(file: DockerfileModel): (offset: number) => boolean {
  const bodies = file.instructions.flatMap((instruction) => instruction.heredocs.map((heredoc) => heredoc.contentSpan));
  return bodies.length === 0 ? () => false : (offset) => bodies.some((body) => offset >= body.start && offset < body.end);
}

/** Offset behind the last character of a line that is no blank. */
export function contentEnd(file: DockerfileModel, line: number): number {
  const { text } = file.source;
  const start = file.source.lineStart(line);
  let end = file.source.lineEnd(line);
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

export const isBlank = (code: number): boolean => code === 32 || code === 9;

/** Lines of the file; what stands behind the last line break, if nothing, is none. */
export function lineCount(file: DockerfileModel): number {
  const { source } = file;
  return source.lineCount > 0 && source.lineStart(source.lineCount - 1) === source.text.length ? source.lineCount - 1 : source.lineCount;
}

/** Whether two places stand on one line. */
export function onOneLine(file: DockerfileModel, first: number, second: number): boolean {
  return file.source.lineAt(first) === file.source.lineAt(second);
}

/** Blank lines between the end of an instruction and the beginning of the next, comments passed over. */
export function blankLinesBetween(file: DockerfileModel, first: Instruction, second: Instruction): { readonly blank: readonly number[]; readonly comments: boolean } {
  const blank: number[] = [];
  let comments = false;
  const last = file.source.lineAt(second.span.start);
  for (let line = file.source.lineAt(first.span.end) + 1; line < last; line++) {
    if (contentEnd(file, line) === file.source.lineStart(line)) blank.push(line);
    else comments = true;
  }
  return { blank, comments };
}

/** A line with its line break. */
export function lineSpan(file: DockerfileModel, line: number): Span {
  return { start: file.source.lineStart(line), end: file.source.lineStart(line + 1) };
}
