/** Port specifications of EXPOSE: `[ip:][host:]port[-port][/protocol]`. */
import type { Span } from '../text/span';
import type { Instruction, Word } from './model';

export interface PortSpec {
  readonly word: Word;
  /** The specification with variables replaced; undefined where one is not known. */
  readonly text: string | undefined;
  /** Everything before the last colon. */
  readonly mapping?: { readonly text: string; readonly span: Span };
  /** `80`, `8000-8010`; as written where a variable is not known. */
  readonly ports: string;
  readonly portSpan: Span;
  readonly protocol?: { readonly text: string; readonly span: Span };
  /** Ends of the range as numbers, -1 for what is no number; a missing end is the start. Undefined where a variable is not known. */
  readonly range?: readonly [number, number];
}

export function portSpecs(instruction: Instruction): readonly PortSpec[] {
  return instruction.words.flatMap((word) => specOf(word) ?? []);
}

function specOf(word: Word): PortSpec | undefined {
  const exact = word.span.end - word.span.start === word.text.length && word.resolved === word.text;
  const text = word.resolved ?? word.value;
  if (text === '' || /\s/.test(text)) return undefined;
  const known = word.resolved !== undefined;
  const span = (start: number, end: number): Span => (exact ? { start: word.span.start + start, end: word.span.start + end } : word.span);
  // Braces may hold colons and slashes of their own: `${PORT:-80}`.
  const masked = text.replace(/\$\{[^}]*\}/g, (whole) => '_'.repeat(whole.length));
  const colon = masked.lastIndexOf(':');
  const slash = masked.indexOf('/', colon + 1);
  const end = slash < 0 ? text.length : slash;
  const ports = text.slice(colon + 1, end);
  return {
    word,
    text: word.resolved,
    ...(colon >= 0 ? { mapping: { text: text.slice(0, colon), span: span(0, colon + 1) } } : {}),
    ports,
    portSpan: span(colon + 1, end),
    ...(slash >= 0 ? { protocol: { text: text.slice(slash + 1), span: span(slash + 1, text.length) } } : {}),
    ...(known ? { range: rangeOf(ports) } : {}),
  };
}

function rangeOf(ports: string): readonly [number, number] {
  const number = (text: string): number => (/^\+?\d{1,9}$/.test(text) ? Number(text) : -1);
  // A minus in front belongs to the number.
  const dash = ports.indexOf('-', 1);
  return dash < 0 ? [number(ports), number(ports)] : [number(ports.slice(0, dash)), number(ports.slice(dash + 1))];
}
