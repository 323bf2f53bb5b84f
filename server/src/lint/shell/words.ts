/** `ShellWord`s of shell text and of exec forms. Values are worked out when they are asked for: most rules look at few words. */
import type { Assignment as SyntaxAssignment, Word as SyntaxWord, WordPart } from 'unbash';
import type { Span } from '../text/span';
import type { Environment } from './environment';
import { type EnvironmentAt, expand, type Expansion, isQuoted, literalOf, templateText, variablesOf } from './expansion';
import { type Frame, isOutside } from './frame';
import type { Dialect, ShellWord } from './model';

const noNames: readonly string[] = [];

/** A word of a syntax tree, or the end of one from offset `from` on (the value in `env NAME=value`). */
export class SyntaxShellWord implements ShellWord {
  private place: Span | undefined;
  private expansion: Expansion | undefined;
  private partList: readonly WordPart[] | undefined | null = null;
  private literalText: string | undefined | null = null;

  constructor(
    readonly node: SyntaxWord | SyntaxAssignment,
    readonly frame: Frame,
    readonly dialect: Dialect,
    readonly environment: Environment,
    readonly from = node.pos,
  ) {}

  get end(): number {
    return this.node.end;
  }

  get text(): string {
    return this.from === this.node.pos ? this.node.text : this.frame.text.slice(this.from, this.node.end);
  }

  /** Undefined where the word holds neither quotes nor expansions. */
  get parts(): readonly WordPart[] | undefined {
    if (this.partList === null) {
      const parts = this.node.type === 'Word' ? this.node.parts : assignmentParts(this.node);
      this.partList = parts && this.from !== this.node.pos ? partsFrom(parts, this.from) : parts;
    }
    return this.partList;
  }

  get literal(): string | undefined {
    if (this.literalText === null) {
      const parts = this.parts;
      this.literalText = parts ? literalOf(parts, this.dialect) : this.bare();
    }
    return this.literalText;
  }

  get value(): string | undefined {
    return this.expanded().value;
  }

  get splits(): readonly string[] | undefined {
    return this.expanded().splits;
  }

  get variables(): readonly string[] {
    return this.parts ? variablesOf(this.parts) : noNames;
  }

  get quoted(): boolean {
    return isQuoted(this.parts);
  }

  get span(): Span {
    return (this.place ??= this.frame.locate(this.from, this.node.end));
  }

  /** The value, with `unknown` in place of each part that is not known. */
  template(): string {
    const { value, parts } = this;
    if (value !== undefined || !parts) return value ?? '';
    return templateText(parts, this.dialect, this.environmentAt());
  }

  private expanded(): Expansion {
    if (!this.expansion) {
      const bare = this.parts ? undefined : this.bare();
      this.expansion = this.parts ? expand(this.parts, this.dialect, this.environmentAt()) : { value: bare, splits: [bare!] };
    }
    return this.expansion;
  }

  private environmentAt(): EnvironmentAt {
    const outside = this.frame.outside?.environment;
    return outside ? (part) => (isOutside(this.frame, part.pos, part.end) ? outside : this.environment) : () => this.environment;
  }

  /** Without the backslashes of an unquoted word. */
  private bare(): string {
    return this.from === this.node.pos && this.node.type === 'Word' ? this.node.value : this.text.replace(/\\(\n|[^])/g, (_, character: string) => (character === '\n' ? '' : character));
  }
}

/** An `export NAME=value` argument as one word. */
function assignmentParts(node: SyntaxAssignment): readonly WordPart[] | undefined {
  if (node.value.type === 'ArrayValue' || node.index) return [{ type: 'BraceExpansion', pos: node.pos, end: node.end, text: node.text }];
  const parts = node.value.parts;
  const nameLength = node.value.pos - node.pos;
  const text = node.text.slice(0, nameLength);
  const head: WordPart = { type: 'Literal', pos: node.pos, end: node.value.pos, text, value: text };
  if (parts) return [head, ...parts];
  return node.value.text.includes('\\') ? [head, { type: 'Literal', pos: node.value.pos, end: node.value.end, text: node.value.text, value: node.value.value }] : undefined;
}

function partsFrom(parts: readonly WordPart[], from: number): readonly WordPart[] {
  const rest: WordPart[] = [];
  for (const part of parts) {
    if (part.pos >= from) rest.push(part);
    else if (part.type === 'Literal' && part.end > from) {
      const skipped = from - part.pos;
      rest.push({ type: 'Literal', pos: from, end: part.end, text: part.text.slice(skipped), value: part.value.slice(skipped) });
    }
  }
  return rest;
}

/** An element of an exec form, or the part of one from `from` on: nothing in it is expanded. */
export class ExecWord implements ShellWord {
  readonly variables = noNames;
  readonly quoted = true;

  constructor(
    readonly text: string,
    readonly literal: string,
    readonly frame: Frame,
    readonly span: Span,
  ) {}

  get value(): string {
    return this.literal;
  }

  get splits(): readonly string[] {
    return [this.literal];
  }

  /** What follows the first `skipped` characters. */
  rest(skipped: number): ExecWord {
    const literal = this.literal.slice(skipped);
    return new ExecWord(literal, literal, this.frame, this.frame.locate(skipped, this.frame.text.length));
  }
}

/** Stands where a command has no name. */
export function emptyWord(at: Span): ShellWord {
  return { text: '', literal: '', value: '', variables: noNames, splits: [], quoted: false, span: { start: at.start, end: at.start } };
}

/** A word's value; each part of it that is not known is one `unknown` character. */
export function templateOf(word: ShellWord): string {
  if (word instanceof SyntaxShellWord) return word.template();
  return word.value ?? word.literal ?? word.text;
}
