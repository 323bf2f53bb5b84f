/** Entry point of the Compose model: text in, model out. Never throws; what YAML or Compose would refuse is in `errors`. */
import { Lexer, parseDocument } from 'yaml';
import type { ParsedNode } from 'yaml';
import { SourceText } from '../text/source';
import type { Span } from '../text/span';
import { firstFormatErrors } from './first-format';
import type { ComposeComment, ComposeError, ComposeModel, Node } from './model';
import { NodeBuilder } from './nodes';
import { readServices } from './services';
import { templateOf } from './template';
import type { Template } from './template';
import { entryOf } from './values';

/** Texts larger than this (in characters) are not Compose files that a person wrote, and are not read. */
const maxComposeLength = 2_000_000;

export function parseCompose(text: string, uri: string): ComposeModel {
  const source = new SourceText(text);
  const errors: ComposeError[] = [];
  if (text.length > maxComposeLength) {
    errors.push({ message: 'The file is too large to be checked: more than 2 million characters.', span: { start: 0, end: source.lineEnd(0) } });
    return { uri, source, services: [], errors, broken: true, comments: [], indent: 2 };
  }
  const template = templateOf(text);
  const { root, other } = readTree(source, errors, template);
  const broken = template !== undefined || errors.some((e) => !e.note);
  errors.push(...other);
  const services = readServices(root, errors, template?.lines);
  const indent = indentStep(root, source);
  errors.push(...shapeErrors(root, source, indent));
  return { uri, source, ...(root ? { root } : {}), services, errors, broken, ...(template ? { template: true } : {}), comments: comments(source), indent };
}

/** Errors of the YAML go to `errors`; `other` are those of aliases and variables. */
function readTree(source: SourceText, errors: ComposeError[], template: Template | undefined): { root: Node | undefined; other: readonly ComposeError[] } {
  const builder = new NodeBuilder(source, template !== undefined);
  try {
    const document = parseDocument(source.text, { prettyErrors: false, keepSourceTokens: false, strict: true, uniqueKeys: true, version: '1.2' });
    for (const { code, message, pos } of document.errors) {
      errors.push({ message: yamlMessage(code, message), span: clip(pos, source), ...(code === 'MULTIPLE_DOCS' ? { note: true } : {}) });
    }
    return { root: builder.build(document.contents as ParsedNode | null), other: builder.errors };
  } catch {
    // The package gives up on nesting of thousands of levels by exhausting the stack.
    errors.push({ message: 'The file is nested too deeply to be read.', span: { start: 0, end: source.lineEnd(0) } });
    return { root: undefined, other: [] };
  }
}

function yamlMessage(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'Only the first document of this file is checked. Put each Compose file into a file of its own.';
  return `${message}${/[.!?]$/.test(message) ? '' : '.'}`;
}

function clip([from, to]: readonly [number, number], source: SourceText): Span {
  const length = source.text.length;
  const start = Math.max(0, Math.min(from, length));
  // An error may span the rest of the file; its first line says enough.
  return { start, end: Math.max(start, Math.min(to, source.lineEnd(source.lineAt(start)))) };
}

/** What every version of Compose refuses, whatever the keys mean. */
function* shapeErrors(root: Node | undefined, source: SourceText, indent: number): Generator<ComposeError> {
  if (!root || root.scalar === null) return;
  if (!root.entries) {
    // A list of maps is a file of another program: Ansible's tasks/docker-compose.yml.
    if (root.items?.length && root.items.every((i) => i.entries)) return;
    yield { message: 'A Compose file is a map with a key "services".', span: clip([root.span.start, root.span.end], source) };
    return;
  }
  const services = entryOf(root, 'services');
  if (!services) yield* firstFormatErrors(root, source, indent);
  if (!services || services.value.scalar === null) return;
  if (!services.value.entries) yield { message: '"services" must be a map of service names.', span: services.keySpan };
  for (const entry of services.value.entries ?? []) {
    if (!entry.value.entries && !entry.value.unresolved && entry.value.tag !== '!reset' && !entry.key.startsWith('x-')) {
      yield { message: `The service "${entry.key}" must be a map; write "image:" or "build:" under it.`, span: entry.keySpan };
    }
  }
}

function comments(source: SourceText): ComposeComment[] {
  const result: ComposeComment[] = [];
  if (!source.text.includes('#')) return result;
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(source.text)) {
    // The lexer marks documents, ends of flow and scalars with control characters that are not in the text.
    if (!scalar && /^[\x02\x18\x1f]$/.test(lexeme)) {
      scalar = lexeme === '\x1f';
      continue;
    }
    if (!scalar && lexeme.startsWith('#')) {
      const span = { start: offset, end: offset + lexeme.trimEnd().length };
      result.push({ text: lexeme.slice(1).trim(), line: source.lineAt(offset), span });
    }
    scalar = false;
    offset += lexeme.length;
  }
  return result;
}

/** Column difference of the first nested block of the file. */
function indentStep(root: Node | undefined, source: SourceText): number {
  const column = (offset: number): number => source.positionAt(offset).character;
  for (const entry of root?.entries ?? []) {
    const first = entry.value.form === 'block' && !entry.value.inherited ? entry.value.entries?.[0] : undefined;
    if (!first || first.inherited) continue;
    const step = column(first.keySpan.start) - column(entry.keySpan.start);
    if (step > 0 && step <= 8) return step;
  }
  return 2;
}
