/** Faults between the name and the value of ENV, ARG and LABEL. */
import type { Span } from '../text/span';
import type { Instruction } from './model';
import { trailingComment } from './syntax';

export interface BlankAroundEquals {
  readonly name: string;
  /** From the name to the end of the value. */
  readonly span: Span;
  /** The blanks to delete. */
  readonly blanks: readonly Span[];
}

/** `NAME = value`, `NAME =value` and `NAME= value`: the blank ends the name or the value. `NAME= other=x` is an empty value and another pair. */
export function blankAroundEquals(instruction: Instruction): readonly BlankAroundEquals[] {
  const { args } = instruction;
  const text = args.text.slice(0, trailingComment(instruction)?.start);
  if (!text.includes('=') || !/\s=|=\s/.test(text)) return [];
  const found: BlankAroundEquals[] = [];
  const pieces = piecesOf(text);
  // `ENV NAME value`: all that follows the name is the value.
  const legacy = instruction.pairs[0]?.form === 'legacy' && !pieces[1]?.text.startsWith('=');
  if (legacy) return [];
  for (let i = 0; i < pieces.length; i++) {
    const name = pieces[i]!;
    const next = pieces[i + 1];
    const after = pieces[i + 2];
    const blanks: Span[] = [];
    let end: number;
    if (!next || !/^[A-Za-z_][\w.-]*=?$/.test(name.text)) continue;
    if (next.text === '=' && !name.text.endsWith('=') && after && !after.text.includes('=')) {
      blanks.push(args.span(name.end, next.start), args.span(next.end, after.start));
      end = after.end;
      i += 2;
    } else if (/^=[^=]/.test(next.text) && !name.text.endsWith('=')) {
      blanks.push(args.span(name.end, next.start));
      end = next.end;
      i++;
    } else if (name.text.endsWith('=') && !next.text.includes('=') && !next.text.startsWith('#')) {
      blanks.push(args.span(name.end, next.start));
      end = next.end;
      i++;
    } else continue;
    found.push({ name: name.text.replace(/=$/, ''), span: args.span(name.start, end), blanks });
  }
  return found;
}

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words with their quotes, which may hold blanks. */
function piecesOf(text: string): Piece[] {
  return [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/gs)].map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
}
