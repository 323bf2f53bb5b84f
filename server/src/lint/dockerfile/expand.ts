/**
 * BuildKit's word processing: quote removal, escapes and variable expansion. Rules: the "Environment replacement" section of the Dockerfile reference, and BuildKit's
 * behaviour where the reference is silent. A variable may be known, unset, or unknown; what depends on an unknown one is unknown.
 */
import { isSpace } from './characters';

/** A variable that is set, but to what the file does not say. */
export const unknownValue: unique symbol = Symbol('unknown value');
export type Looked = string | undefined | typeof unknownValue;
export type Lookup = (name: string) => Looked;

/** A variable as it stands in the text: offsets into it. */
export interface RawUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly operator?: string;
}

export interface ExpandOptions {
  readonly escape: string;
  /** Quotes stay in the result. */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the result. */
  readonly rawEscapes?: boolean;
  /** Variables that are not set stay as written. */
  readonly keepUnset?: boolean;
}

/** A piece of the split result, with the piece of text that it comes from. */
export interface ExpandedWord {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface Expansion {
  /** Undefined where the text breaks the syntax, or depends on an unknown variable. */
  readonly value: string | undefined;
  /** The value split at unquoted blanks, after expansion. */
  readonly words: readonly ExpandedWord[];
  readonly uses: readonly RawUse[];
  readonly error?: string;
  readonly errorKind?: ExpansionErrorKind;
  /** Where in the text the quote or the variable that is at fault begins. */
  readonly errorStart?: number;
}

/** `quote`: not closed. `brace`: `${` not closed. `modifier`: one BuildKit does not know. `unset`: `${x:?}` of a variable that has no value. `nesting`: too deep to follow. */
export type ExpansionErrorKind = 'quote' | 'brace' | 'modifier' | 'unset' | 'nesting';

class ExpansionError extends Error {
  constructor(
    readonly kind: ExpansionErrorKind,
    readonly start: number,
    message: string,
  ) {
    super(message);
  }
}

/** Never throws: what BuildKit refuses is `error`. */
export function expand(text: string, lookup: Lookup, options: ExpandOptions): Expansion {
  const lexer = new Lexer(text, lookup, options);
  try {
    const { result, words } = lexer.run(undefined, options.rawEscapes ?? false);
    return { value: lexer.unknown ? undefined : result, words, uses: lexer.uses };
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    return { value: undefined, words: [], uses: lexer.uses, error: error.message, errorKind: error.kind, errorStart: error.start };
  }
}

const specialParameters = '@*#?-$!0';
const nameCharacter = /[\p{L}\p{N}_]/u;

class Lexer {
  readonly uses: RawUse[] = [];
  unknown = false;
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly lookup: Lookup,
    private readonly options: ExpandOptions,
  ) {}

  /** Reads to the end, or past an unquoted `stop`. */
  run(stop: string | undefined, rawEscapes: boolean): { result: string; words: ExpandedWord[] } {
    // Nesting is bounded so that hostile text cannot exhaust the stack.
    if (++this.depth > 100) throw new ExpansionError('nesting', this.at, 'variables are nested too deeply');
    let result = '';
    const words = new WordSplitter();
    while (this.at < this.text.length) {
      const start = this.at;
      const ch = this.text[start]!;
      if (ch === stop) {
        this.at++;
        this.depth--;
        return { result, words: words.finish(start) };
      }
      if (ch === "'" || ch === '"') {
        const part = ch === "'" ? this.singleQuoted() : this.doubleQuoted(rawEscapes);
        result += part;
        words.raw(part, start, this.at);
      } else if (ch === '$') {
        const part = this.dollar();
        result += part;
        words.split(part, start, this.at);
      } else if (ch === '<') {
        const part = this.heredocMark();
        result += part;
        words.raw(part, start, this.at);
      } else if (ch === this.options.escape) {
        let part = rawEscapes ? ch : '';
        this.at++;
        const next = this.text[this.at];
        if (next !== undefined) {
          part += next;
          this.at++;
        }
        result += part;
        if (part) words.raw(part, start, this.at);
      } else {
        result += ch;
        this.at++;
        words.split(ch, start, this.at);
      }
    }
    if (stop !== undefined) throw new ExpansionError('brace', this.text.length, `the end of the text was reached while looking for the matching ${stop}`);
    this.depth--;
    return { result, words: words.finish(this.at) };
  }

  private singleQuoted(): string {
    const close = this.text.indexOf("'", this.at + 1);
    if (close < 0) throw new ExpansionError('quote', this.at, 'a single quote is not closed');
    const inner = this.text.slice(this.at + 1, close);
    this.at = close + 1;
    return this.options.rawQuotes ? `'${inner}'` : inner;
  }

  private doubleQuoted(rawEscapes: boolean): string {
    const quote = this.options.rawQuotes ? '"' : '';
    let result = quote;
    const start = this.at++;
    for (;;) {
      const ch = this.text[this.at];
      if (ch === undefined) throw new ExpansionError('quote', start, 'a double quote is not closed');
      if (ch === '"') {
        this.at++;
        return result + quote;
      }
      if (ch === '$') {
        result += this.dollar();
        continue;
      }
      this.at++;
      if (ch !== this.options.escape) {
        result += ch;
        continue;
      }
      if (rawEscapes) result += ch;
      const next = this.text[this.at];
      if (next === undefined) continue;
      if (next === '"' || next === '$' || next === this.options.escape) {
        result += next;
        this.at++;
      } else {
        // Before any other character the escape is an ordinary character.
        result += ch;
      }
    }
  }

  /** `<<` keeps the blanks after it in the same word, since a heredoc's delimiter may follow them. */
  private heredocMark(): string {
    const start = this.at++;
    if (this.text[this.at] !== '<') return '<';
    this.at++;
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t' || this.text[this.at] === '\r') this.at++;
    return this.text.slice(start, this.at);
  }

  private dollar(): string {
    const start = this.at++;
    if (this.text[this.at] !== '{') {
      const nameStart = this.at;
      const name = this.name();
      if (name === '') return '$';
      this.uses.push({ name, start, end: this.at, nameStart });
      return this.get(name, () => this.text.slice(start, this.at));
    }
    this.at++;
    const first = this.text[this.at];
    if (first === undefined) throw new ExpansionError('brace', start, 'a closing } is missing');
    if (first === '{' || first === '}' || first === ':') throw new ExpansionError('modifier', start, `\${${first} is no substitution`);
    const nameStart = this.at;
    const name = this.name();
    const operatorStart = this.at;
    const use = this.uses.length;
    this.uses.push({ name, start, end: start, nameStart });
    const result = this.braced(name, start);
    const operator = this.text.slice(operatorStart, this.at).match(/^(:?[-+?]|##?|%%?|\/\/?|[^}])/)?.[0];
    this.uses[use] = { name, start, end: this.at, nameStart, ...(operator && operator !== '}' ? { operator } : {}) };
    return result;
  }

  /** From after the name to after the closing brace. */
  private braced(name: string, start: number): string {
    let operator = this.next();
    let colon = false;
    if (operator === '}') return this.get(name, () => `\${${name}}`);
    if (operator === ':') {
      colon = true;
      operator = this.next();
    }
    const written = (colon ? ':' : '') + (operator ?? '');
    switch (operator) {
      case '+':
      case '-':
      case '?':
      case '#':
      case '%': {
        const pattern = operator === '#' || operator === '%';
        if (pattern && colon) throw new ExpansionError('modifier', start, `${written} is no modifier of a variable`);
        // What a branch that is not taken needs does not make the whole unknown.
        const before = this.unknown;
        const word = this.operand('}', pattern, start);
        const wordUnknown = this.unknown;
        this.unknown = before;
        const value = this.lookup(name);
        if (value === unknownValue) {
          this.unknown = true;
          return '';
        }
        if (value === undefined && this.options.keepUnset) return `\${${name}${written}${word}}`;
        const missing = value === undefined || (colon && value === '');
        const branch = (text: string): string => {
          this.unknown ||= wordUnknown;
          return text;
        };
        if (operator === '-') return missing ? branch(word) : value;
        if (operator === '+') return missing ? '' : branch(word);
        if (operator === '?') {
          if (missing) throw new ExpansionError('unset', start, `${name}: ${word || (value === undefined ? 'must be set' : 'must not be empty')}`);
          return value;
        }
        const greedy = word.startsWith(operator);
        const shape = branch(greedy ? word.slice(1) : word);
        return operator === '#' ? trimPrefix(shape, value ?? '', greedy) : trimSuffix(shape, value ?? '', greedy);
      }
      case '/': {
        const all = !colon && this.text[this.at] === '/';
        if (all) this.at++;
        if (colon) throw new ExpansionError('modifier', start, `${written} is no modifier of a variable`);
        const pattern = this.operand('/', true, start);
        const replacement = this.operand('}', true, start);
        const value = this.lookup(name);
        if (value === unknownValue) {
          this.unknown = true;
          return '';
        }
        if (value === undefined && this.options.keepUnset) return `\${${name}/${pattern}/${replacement}}`;
        const expression = shellPattern(pattern, true, '', all ? 'gu' : 'u');
        return (value ?? '').replace(expression, () => replacement);
      }
      case undefined:
        throw new ExpansionError('brace', start, 'a closing } is missing');
      default:
        throw new ExpansionError('modifier', start, `${written} is no modifier of a variable`);
    }
  }

  /** `variable` is where the variable begins whose operand this is. */
  private operand(stop: string, rawEscapes: boolean, variable: number): string {
    try {
      return this.run(stop, rawEscapes).result;
    } catch (error) {
      if (error instanceof ExpansionError && error.kind === 'brace' && error.start === this.text.length) throw new ExpansionError('brace', variable, `a closing ${stop} is missing`);
      throw error;
    }
  }

  private next(): string | undefined {
    return this.text[this.at++];
  }

  private get(name: string, written: () => string): string {
    const value = this.lookup(name);
    if (value === unknownValue) {
      this.unknown = true;
      return '';
    }
    if (value === undefined) return this.options.keepUnset ? written() : '';
    return value;
  }

  private name(): string {
    const start = this.at;
    const first = this.text[start];
    if (first === undefined) return '';
    if (first >= '0' && first <= '9') {
      while (this.at < this.text.length && this.text[this.at]! >= '0' && this.text[this.at]! <= '9') this.at++;
      return this.text.slice(start, this.at);
    }
    if (specialParameters.includes(first)) {
      this.at++;
      return first;
    }
    while (this.at < this.text.length && nameCharacter.test(this.text[this.at]!)) this.at++;
    return this.text.slice(start, this.at);
  }
}

/** Splits a result into words while it is made, remembering where each began. */
class WordSplitter {
  private readonly words: ExpandedWord[] = [];
  private value = '';
  private start = -1;
  private end = 0;

  raw(text: string, start: number, end: number): void {
    if (this.start < 0) this.start = start;
    this.value += text;
    this.end = end;
  }

  split(text: string, start: number, end: number): void {
    for (const ch of text) {
      if (isSpace(ch.codePointAt(0)!)) this.close();
      else this.raw(ch, start, end);
    }
  }

  finish(end: number): ExpandedWord[] {
    if (this.value !== '') this.end = Math.min(Math.max(this.end, this.start), end);
    this.close();
    return this.words;
  }

  private close(): void {
    // A word without a character ('') is no word for BuildKit.
    if (this.value !== '') this.words.push({ value: this.value, start: this.start, end: this.end });
    if (this.value !== '') {
      this.value = '';
      this.start = -1;
    }
  }
}

/** `?` is one character, `*` any number; `\` makes either, itself, `}` and `/` literal. No bracket expressions, as in BuildKit. */
function shellPattern(pattern: string, greedy: boolean, anchor: '' | '^', flags: string): RegExp {
  let source = anchor;
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const ch = characters[i]!;
    if (ch === '*') source += greedy ? '[^\\n]*' : '[^\\n]*?';
    else if (ch === '?') source += '[^\\n]';
    else if (ch === '\\') {
      const next = characters[i + 1];
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') throw new ExpansionError('modifier', 0, `\\${next ?? ''} is no escape in a pattern`);
      source += `\\${next}`;
      i++;
    } else source += ch.replace(/[\^$.*+?()[\]{}|/\\]/, '\\$&');
  }
  return new RegExp(source, flags);
}

function trimPrefix(pattern: string, value: string, greedy: boolean): string {
  const match = shellPattern(pattern, greedy, '^', 'u').exec(value);
  return match ? value.slice(match[0].length) : value;
}

/** A regular expression finds the leftmost match; the shortest suffix is the leftmost of the reversed text. */
function trimSuffix(pattern: string, value: string, greedy: boolean): string {
  return reverse(trimPrefix(reversePattern(pattern), reverse(value), greedy));
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

function reversePattern(pattern: string): string {
  const tokens = pattern.match(/\\[\s\S]|[\s\S]/gu) ?? [];
  return tokens.reverse().join('');
}
