/** The services of a Compose file: each with its build, image and variables, after merge keys and `extends`. */
import { cover } from '../text/span';
import type { Extended } from './extends';
import { Extender } from './extends';
import type { Build, ComposeError, Entry, Node, Service, Variable } from './model';
import { entryOf, isMissing, listOf, partSpan, rawString, valueAt } from './values';

/** `open`: any of them may have more to it than stands there. */
export function readServices(root: Node | undefined, errors: ComposeError[], open = false): readonly Service[] {
  const services = entryOf(root, 'services')?.value;
  if (!services?.entries) return [];
  const extender = new Extender(new Map(services.entries.map((e) => [e.key, e.value])));
  const result = services.entries.filter((e) => !e.key.startsWith('x-') && e.value.tag !== '!reset').map((entry) => service(entry, extender.service(entry.key), open));
  errors.push(...extender.errors);
  return result;
}

function service(entry: Entry, { node, open }: Extended, allOpen: boolean): Service {
  const image = entryOf(node, 'image')?.value;
  const build = entryOf(node, 'build')?.value;
  const external = entryOf(node, 'provider') !== undefined;
  return {
    name: entry.key,
    nameSpan: entry.keySpan,
    node,
    ...(build && !isMissing(build) ? { build: readBuild(build) } : {}),
    ...(image && !isMissing(image) ? { image } : {}),
    partial: open || allOpen || external || (isMissing(image) && isMissing(build)),
    get: (...path) => valueAt(node, ...path),
    environment: readVariables(entryOf(node, 'environment')?.value),
  };
}

function readBuild(node: Node): Build {
  if (!node.entries) return { span: node.span, context: node, args: [], node };
  const get = (key: string): Node | undefined => entryOf(node, key)?.value;
  return {
    span: node.span,
    context: get('context'),
    dockerfile: get('dockerfile'),
    target: get('target'),
    inline: get('dockerfile_inline'),
    args: readVariables(get('args')),
    node,
  };
}

/** A map `NAME: value` or a list `- NAME=value`. */
function readVariables(node: Node | undefined): readonly Variable[] {
  if (!node) return [];
  if (node.entries) return node.entries.map((e) => fromEntry(e));
  return listOf(node).flatMap((item) => fromItem(item) ?? []);
}

function fromEntry(entry: Entry): Variable {
  const absent = entry.value.scalar === null && !entry.value.unresolved;
  return { name: entry.key, nameSpan: entry.keySpan, span: entry.inherited ? entry.keySpan : cover(entry.keySpan, entry.value.span), ...(absent ? {} : { value: entry.value }) };
}

function fromItem(item: Node): Variable | undefined {
  const text = rawString(item);
  if (!text) return undefined;
  const equals = text.indexOf('=');
  if (equals < 0) return { name: text, nameSpan: partSpan(item, 0, text.length), span: item.span, item };
  return { name: text.slice(0, equals), nameSpan: partSpan(item, 0, equals), span: item.span, value: rest(item, text, equals + 1), item };
}

/** The value of `NAME=value` as a node of its own. */
function rest(item: Node, text: string, from: number): Node {
  const value = text.slice(from);
  const pieces = item.pieces
    ?.filter((p) => p.at + p.length > from || (p.length === 0 && p.at >= from))
    .map((p) => {
      const cut = Math.max(0, from - p.at);
      return { at: p.at + cut - from, length: p.length - cut, span: { start: p.span.start + cut, end: p.span.end } };
    });
  const span = partSpan(item, from, text.length);
  return {
    ...item,
    span,
    text: value,
    scalar: value,
    unresolved: item.unresolved && value.includes('$'),
    ...(pieces ? { pieces } : {}),
  };
}
