/** Lines that lost the escape character at the end of the one before. */
import type { SpanEdit } from '../rule';
import type { DockerfileModel, Instruction } from './model';

/** Ends of a line after which a shell command cannot be over. */
const openEnd = /(?:&&|\|\|?|[;,({[])$/;
/** Starts of a line that can only go on with a command. */
const openStart = /^(?:&&|\|\|?|;|--?[a-z])/i;

/** Whether the unknown `instruction` was meant to go on with the one before it: it stands right below, and one of the two is open at their border. */
export function looksContinued(file: DockerfileModel, previous: Instruction, instruction: Instruction): boolean {
  if (previous.heredocs.length > 0 || !['RUN', 'CMD', 'ENTRYPOINT', 'ENV', 'LABEL', 'COPY', 'ADD', 'HEALTHCHECK'].includes(previous.keyword)) return false;
  const { source } = file;
  if (source.lineAt(instruction.span.start) !== source.lineAt(previous.span.end) + 1) return false;
  const end = source.text.slice(source.lineStart(source.lineAt(previous.span.end)), previous.span.end).trimEnd();
  return openEnd.test(end) || openStart.test(source.slice(instruction.span));
}

/** Puts the escape character at the end of the instruction's last line. */
export function insertionOfContinuation(file: DockerfileModel, instruction: Instruction): SpanEdit {
  const { end } = instruction.span;
  return { span: { start: end, end: file.source.lineEnd(file.source.lineAt(end)) }, newText: ` ${file.escape}` };
}
