/** Reads a `daemon.json` as dockerd does: strict JSON behind an optional byte order mark. Any text yields a model. */
import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { SourceText } from '../text/source';
import type { Span } from '../text/span';
import type { DaemonModel, JsonError, JsonNode, Member } from './model';

/** Deeper than any settings; a text made of brackets alone must not exhaust the stack. */
const deepest = 200;

/** The scanner's last token; its names are types only. */
const endOfText = 17;

export function parseDaemon(text: string, uri: string): DaemonModel {
  const source = new SourceText(text);
  // Blank in its place, so that offsets stay what they are.
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  // What becomes of a template is not known.
  if (isTemplate(json)) return { uri, source, root: undefined, members: [], errors: [] };
  const deep = tooDeepAt(json);
  if (deep !== undefined) return { uri, source, root: undefined, members: [], errors: [{ kind: 'other', span: deep, problem: 'Nothing in daemon.json is nested so deeply' }] };
  const found: ParseError[] = [];
  const tree = parseTree(json, found, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true });
  const top = tree && toNode(tree, json);
  const errors = errorsOf(found, json);
  if (top && top.kind !== 'object' && top.kind !== 'null' && errors.length === 0) errors.push({ kind: 'not-an-object', span: top.span, problem: '' });
  const root = top?.kind === 'object' ? top : undefined;
  return { uri, source, root, members: root?.members ?? [], errors };
}

/** Jinja, Go templates, ERB, variables of shells and of envsubst. */
const filledInLater = /\{\{|\{%|<%|\$\{|\$[A-Za-z_]|@\w+@|__[A-Z_]+__/;

/** Marks that stand outside of texts, where JSON has none. */
const mark = /\{\{[-\s]*[A-Za-z_.]|\{%|<%|\$\{\w/;

function isTemplate(text: string): boolean {
  return mark.test(text) && mark.test(text.replace(/"(?:[^"\\\r\n]|\\.)*"/g, '""'));
}

function toNode(node: Node, text: string): JsonNode | undefined {
  const span = spanOf(node);
  switch (node.type) {
    case 'object':
      return { kind: 'object', span, members: (node.children ?? []).flatMap((child) => toMember(child, text)) };
    case 'array':
      return { kind: 'array', span, items: (node.children ?? []).flatMap((child) => toNode(child, text) ?? []) };
    case 'string':
      return filledInLater.test(String(node.value)) ? { kind: 'unknown', span } : { kind: 'string', span, value: String(node.value) };
    case 'number':
      return { kind: 'number', span, value: Number(node.value), whole: /^-?\d+$/.test(text.slice(span.start, span.end)) };
    case 'boolean':
      return { kind: 'boolean', span, value: node.value === true };
    case 'null':
      return { kind: 'null', span };
    default:
      return undefined;
  }
}

function toMember({ children }: Node, text: string): Member[] {
  const [name, written] = children ?? [];
  if (!name || name.type !== 'string') return [];
  const value = written && toNode(written, text);
  const nameSpan = spanOf(name);
  return [{ name: String(name.value), nameSpan, value, span: { start: nameSpan.start, end: value?.span.end ?? nameSpan.end } }];
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

const problems: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no value of JSON, where names and texts stand in double quotes',
  InvalidNumberFormat: 'This is no number of JSON',
  PropertyNameExpected: 'A name in double quotes is missing here',
  ValueExpected: 'A value is missing here',
  CommaExpected: 'This does not belong here',
  ColonExpected: 'A colon is missing here',
  CloseBraceExpected: 'A closing brace is missing here',
  CloseBracketExpected: 'A closing bracket is missing here',
  EndOfFileExpected: 'Nothing may follow the closing brace',
  UnexpectedEndOfComment: 'The comment is not closed',
  UnexpectedEndOfString: 'The text is not closed: a double quote is missing',
  UnexpectedEndOfNumber: 'The number is not finished',
  InvalidUnicode: 'The escape is not finished: \\u has four digits behind it',
  InvalidEscapeCharacter: 'JSON has no such escape: a backslash is written \\\\',
  InvalidCharacter: 'A text must not hold control characters: write \\n or \\t',
};

/** Of errors that follow from one another only the first is told; commas and comments stand for themselves. */
function errorsOf(found: readonly ParseError[], text: string): JsonError[] {
  const errors: JsonError[] = [];
  let lost = false;
  for (const { error: code, offset, length } of found) {
    const error = printParseErrorCode(code);
    const span = { start: offset, end: offset + length };
    const before = text.slice(0, offset).trimEnd().length;
    if (error === 'InvalidCommentToken') errors.push({ kind: 'comment', span, problem: '' });
    else if (isTrailingComma(error, text, before, offset)) {
      const comma = { start: before - 1, end: before };
      if (!lost && !errors.some(({ kind, span: { start } }) => kind === 'trailing-comma' && start === comma.start)) errors.push({ kind: 'trailing-comma', span: comma, problem: '' });
    } else if (!lost) {
      // What begins no value is not parted by a comma from what stands before it.
      const missing = error === 'CommaExpected' && /["{[\w-]/.test(text[offset] ?? '');
      if (missing) errors.push({ kind: 'missing-comma', span: nonEmpty(span, text), problem: '' });
      else {
        errors.push({ kind: 'other', span: nonEmpty(span, text), problem: problems[error] ?? 'This is no JSON' });
        lost = true;
      }
    }
  }
  return errors;
}

/** What stands where a name or a value would follow the comma ends the object or the list. */
function isTrailingComma(error: string, text: string, before: number, offset: number): boolean {
  return (error === 'PropertyNameExpected' || error === 'ValueExpected') && text[before - 1] === ',' && /[}\]]/.test(text[offset] ?? '');
}

/** At the end of the text: the last character that is no blank. */
function nonEmpty({ start, end }: Span, text: string): Span {
  if (end > start && start < text.length) return { start, end };
  const last = text.trimEnd().length;
  return { start: Math.max(0, last - 1), end: last };
}

/** The bracket that is one too many; brackets in texts do not count. */
function tooDeepAt(text: string): Span | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan(); token !== endOfText; token = scanner.scan()) {
    const start = scanner.getTokenOffset();
    const char = scanner.getTokenLength() === 1 ? text[start] : undefined;
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth = Math.max(0, depth - 1);
    if (depth > deepest) return { start, end: start + 1 };
  }
  return undefined;
}
