/** Words in which BuildKit cannot replace the variables: quotes or braces that are not closed, modifiers it does not know. */
import type { Span } from '../text/span';
import { expand, unknownValue } from './expand';
import type { ExpansionErrorKind } from './expand';
import type { DockerfileModel, Instruction, Word } from './model';
import { trailingComment } from './syntax';
import { once } from '../text/once';

export interface WordError {
  readonly instruction: Instruction;
  readonly word: Word;
  readonly kind: ExpansionErrorKind;
  /** The fault in words: "a single quote is not closed". */
  readonly message: string;
  /** From the quote or the variable at fault to the end of the word. */
  readonly span: Span;
}

/** Instructions whose words BuildKit expands; the shell reads those of the others. */
const expanded = ['ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'] as const;

export const wordErrors = once((file: DockerfileModel): readonly WordError[] => file.all(...expanded).flatMap((instruction) => errorsOf(file, instruction)));

function errorsOf(file: DockerfileModel, instruction: Instruction): WordError[] {
  const found: WordError[] = [];
  const comment = trailingComment(instruction);
  for (const word of wordsOf(instruction)) {
    if (word.resolved !== undefined || (comment && word.span.end > comment.span.start)) continue;
    const { error, errorKind, errorStart } = expand(word.text, () => unknownValue, { escape: file.escape });
    if (error === undefined || errorKind === undefined || errorStart === undefined) continue;
    // Where the word stands in pieces (continuation lines) only its own span is exact.
    const exact = word.span.end - word.span.start === word.text.length;
    const span = exact ? { start: word.span.start + Math.min(errorStart, word.text.length - 1), end: word.span.end } : word.span;
    found.push({ instruction, word, kind: errorKind, message: error, span });
  }
  return found;
}

function wordsOf(instruction: Instruction): readonly Word[] {
  const flags = instruction.flags.flatMap((flag) => flag.value ?? []);
  if (instruction.pairs.length === 0) return [...instruction.words, ...flags];
  const pairs = instruction.pairs.flatMap((pair) => (pair.value ? [pair.key, pair.value] : [pair.key]));
  // The names of ARG are not expanded.
  return [...(instruction.keyword === 'ARG' ? instruction.pairs.flatMap((pair) => pair.value ?? []) : pairs), ...flags];
}
