/** Values of words: quote removal, variables, field splitting. What cannot be known from the file has no value. */
import type { DoubleQuotedChild, ParameterExpansionPart, Word as SyntaxWord, WordPart } from 'unbash';
import type { Dialect } from './model';
import type { Environment } from './environment';

/** Longer values are not followed: `x=$x$x` would double without end. */
const maximumLength = 4096;
const name = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A piece of a word's value; `splits` where the shell looks for blanks in it. */
interface Piece {
  readonly value: string;
  readonly splits: boolean;
}

type Part = WordPart | DoubleQuotedChild;

/** Gives the environment that a part is expanded in. */
export type EnvironmentAt = (part: { readonly pos: number; readonly end: number }) => Environment;

export function isQuoted(parts: readonly WordPart[] | undefined): boolean {
  return parts?.some((part) => part.type === 'SingleQuoted' || part.type === 'DoubleQuoted' || part.type === 'AnsiCQuoted' || part.type === 'LocaleString') ?? false;
}

/** The word without quotes; undefined where it holds an expansion. */
export function literalOf(parts: readonly WordPart[], dialect: Dialect): string | undefined {
  let text = '';
  for (const part of parts) {
    const piece = literalPart(part, dialect);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

function literalPart(part: Part, dialect: Dialect): string | undefined {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return literalOf(part.parts, dialect);
    case 'ExtendedGlob':
      return part.text;
    case 'BraceExpansion':
      return dialect === 'bash' ? undefined : part.text;
    default:
      return undefined;
  }
}

/** Names of the variables in the parts, those inside `${x:-$y}` included, those of substitutions not. */
export function variablesOf(parts: readonly WordPart[], into: string[] = []): string[] {
  for (const part of parts as readonly Part[]) {
    if (part.type === 'SimpleExpansion') {
      const variable = part.text.slice(1);
      if (name.test(variable)) into.push(variable);
    } else if (part.type === 'ParameterExpansion') {
      if (name.test(part.parameter)) into.push(part.parameter);
      for (const operand of operandsOf(part)) variablesOf(operand.parts ?? [], into);
    } else if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') {
      variablesOf(part.parts, into);
    } else if (part.type === 'BraceExpansion' || part.type === 'ExtendedGlob') {
      variablesOf(part.parts ?? [], into);
    }
  }
  return into;
}

function operandsOf(part: ParameterExpansionPart): SyntaxWord[] {
  const operation = part.operation;
  if (!operation) return [];
  if (operation.type === 'Replace') return [operation.pattern, operation.replacement];
  if (operation.type === 'Slice') return operation.length ? [operation.offset, operation.length] : [operation.offset];
  return 'operand' in operation && operation.operand ? [operation.operand] : [];
}

/** Value of a word and the words that the shell makes of it. */
export interface Expansion {
  readonly value: string | undefined;
  readonly splits: readonly string[] | undefined;
}

export function expand(parts: readonly WordPart[], dialect: Dialect, environment: EnvironmentAt): Expansion {
  if (dialect === 'bash' && parts.some((part) => part.type === 'BraceExpansion')) return { value: undefined, splits: expandBraces(parts, dialect, environment) };
  const pieces: Piece[] = [];
  if (!evaluate(parts, false, dialect, environment, pieces)) return { value: undefined, splits: undefined };
  const value = pieces.map((piece) => piece.value).join('');
  if (value.length > maximumLength) return { value: undefined, splits: undefined };
  return { value, splits: split(pieces) };
}

/** Stands in the text of a template for a part that is not known. */
export const unknown = '\uFFFC';

/** The value with `unknown` in place of each part that is not known. */
export function templateText(parts: readonly (WordPart | DoubleQuotedChild)[], dialect: Dialect, environment: EnvironmentAt): string {
  return parts
    .map((part) => (part.type === 'DoubleQuoted' || part.type === 'LocaleString' ? templateText(part.parts, dialect, environment) : (expand([part], dialect, environment).value ?? unknown)))
    .join('')
    .slice(0, maximumLength);
}

function evaluate(parts: readonly Part[], quoted: boolean, dialect: Dialect, environment: EnvironmentAt, into: Piece[]): boolean {
  for (const part of parts) {
    if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') {
      // "" keeps a word where $empty leaves none.
      into.push({ value: '', splits: false });
      if (!evaluate(part.parts, true, dialect, environment, into)) return false;
      continue;
    }
    const literal = literalPart(part, dialect);
    if (literal !== undefined) {
      into.push({ value: literal, splits: false });
      continue;
    }
    const value = part.type === 'SimpleExpansion' ? environment(part).lookup(part.text.slice(1)) : part.type === 'ParameterExpansion' ? parameter(part, dialect, environment) : undefined;
    if (value === undefined) return false;
    into.push({ value, splits: !quoted });
  }
  return true;
}

/** Fields of the joined pieces, split at blanks of unquoted variables. */
function split(pieces: readonly Piece[]): string[] {
  const fields: string[] = [];
  let open: string | undefined;
  for (const { value, splits } of pieces) {
    if (!splits) {
      open = (open ?? '') + value;
      continue;
    }
    const parts = value.split(/[ \t\n]+/);
    parts.forEach((part, i) => {
      if (i > 0 && open !== undefined) {
        fields.push(open);
        open = undefined;
      }
      if (part !== '') open = (open ?? '') + part;
    });
  }
  if (open !== undefined) fields.push(open);
  return fields;
}

function parameter(part: ParameterExpansionPart, dialect: Dialect, environment: EnvironmentAt): string | undefined {
  if (part.index || part.prefix === '!') return undefined;
  const value = environment(part).lookup(part.parameter);
  if (value === undefined) return undefined;
  if (part.prefix === '#') return part.operation ? undefined : String(value.length);
  const operation = part.operation;
  const operand = (word: SyntaxWord): string | undefined => {
    const parts = word.parts;
    return parts ? expand(parts, dialect, environment).value : word.value;
  };
  if (!operation) return value;
  switch (operation.type) {
    case 'Default':
      switch (operation.operator) {
        case ':-':
        case ':=':
          return value === '' ? operand(operation.operand) : value;
        case ':+':
          return value === '' ? '' : operand(operation.operand);
        case '+':
          return operand(operation.operand);
        default:
          return value;
      }
    case 'Remove':
      return withoutEnd(value, operation.operator, operation.operand);
    case 'Replace': {
      const pattern = plain(operation.pattern);
      const replacement = operand(operation.replacement);
      if (!pattern || replacement === undefined) return undefined;
      if (operation.operator === '/') return value.replace(pattern, () => replacement);
      if (operation.operator === '//') return value.split(pattern).join(replacement);
      if (operation.operator === '/#') return value.startsWith(pattern) ? replacement + value.slice(pattern.length) : value;
      return value.endsWith(pattern) ? value.slice(0, value.length - pattern.length) + replacement : value;
    }
    case 'Slice': {
      const offset = plain(operation.offset)?.trim() ?? '';
      const length = operation.length ? (plain(operation.length)?.trim() ?? '') : undefined;
      if (!/^\d+$/.test(offset) || (length !== undefined && !/^\d+$/.test(length))) return undefined;
      return value.slice(Number(offset), length === undefined ? undefined : Number(offset) + Number(length));
    }
    case 'CaseModification':
      if (operation.operand || !/^[ -~]*$/.test(value)) return undefined;
      if (operation.operator === '^^') return value.toUpperCase();
      if (operation.operator === ',,') return value.toLowerCase();
      return (operation.operator === '^' ? value.slice(0, 1).toUpperCase() : value.slice(0, 1).toLowerCase()) + value.slice(1);
    default:
      return undefined;
  }
}

/** A word without expansions and patterns. */
function plain(word: SyntaxWord): string | undefined {
  const parts = word.parts;
  if (!parts) return /[*?[]/.test(word.value) ? undefined : word.value;
  return parts.every((part) => part.type === 'Literal' || part.type === 'SingleQuoted') ? word.value : undefined;
}

// Values like ${x%.*}: the patterns are made of text and stars.
function withoutEnd(value: string, operator: '#' | '##' | '%' | '%%', operand: SyntaxWord): string | undefined {
  const pattern: (string | undefined)[] = [];
  for (const part of operand.parts ?? []) {
    if (part.type === 'Glob' && part.kind === 'star') pattern.push(undefined);
    else if (part.type === 'Literal' || part.type === 'SingleQuoted') pattern.push(part.value);
    else return undefined;
  }
  if (!operand.parts) pattern.push(operand.value);
  const ends: number[] = [];
  for (let i = 0; i <= value.length; i++) ends.push(i);
  const fromStart = operator.startsWith('#');
  // The shortest match removes least.
  const removed = operator.length === 1 ? ends : ends.reverse();
  for (const length of removed) {
    const candidate = fromStart ? value.slice(0, length) : value.slice(value.length - length);
    if (matches(candidate, pattern)) return fromStart ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

/** Whether text is made of the literal pieces in order, anything (`undefined`) between. */
function matches(text: string, pattern: readonly (string | undefined)[]): boolean {
  let at = 0;
  let free = false;
  for (let i = 0; i < pattern.length; i++) {
    const piece = pattern[i];
    if (piece === undefined) {
      free = true;
      continue;
    }
    const last = i === pattern.length - 1;
    const found = !free ? (text.startsWith(piece, at) ? at : -1) : last ? Math.max(at, text.length - piece.length) : text.indexOf(piece, at);
    if (found === -1 || !text.startsWith(piece, found)) return false;
    at = found + piece.length;
    free = false;
  }
  return free || at === text.length;
}

/** Words of `a{b,c}d`, where the braces hold plain words; undefined otherwise. */
function expandBraces(parts: readonly WordPart[], dialect: Dialect, environment: EnvironmentAt): string[] | undefined {
  let words = [''];
  for (const part of parts) {
    let choices: readonly string[] | undefined;
    if (part.type === 'BraceExpansion') choices = /^\{[^{}"'\\$`]*,[^{}"'\\$`]*\}$/.test(part.text) ? part.text.slice(1, -1).split(',') : undefined;
    else choices = expand([part], dialect, environment).splits;
    if (!choices || choices.length === 0 || (part.type !== 'BraceExpansion' && choices.length !== 1)) return undefined;
    if (words.length * choices.length > 1000) return undefined;
    words = words.flatMap((word) => choices.map((choice) => word + choice));
  }
  return words;
}
