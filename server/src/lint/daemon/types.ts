/** Whether values are of the types that dockerd reads; Go refuses the whole file for one that is not. */
import type { ValueType } from './keys';
import type { JsonNode, Member } from './model';
import { isAddress, isPrefix } from './addresses';

export interface TypeProblem {
  readonly node: JsonNode;
  /** What is expected, as it reads after "takes". */
  readonly expected: string;
  /** The name that the value belongs to, with those above it: `log-opts.max-file`. */
  readonly path: string;
  /** The same as a value of the right type, where there is one. */
  readonly meant?: unknown;
}

export interface UnknownField {
  readonly member: Member;
  readonly path: string;
  readonly known: readonly string[];
}

export interface TypeReport {
  readonly problems: readonly TypeProblem[];
  /** Of objects that dockerd reads strictly. */
  readonly unknown: readonly UnknownField[];
}

export function checkType(name: string, value: JsonNode, type: ValueType): TypeReport {
  const problems: TypeProblem[] = [];
  const unknown: UnknownField[] = [];
  check(name, value, type);
  return { problems, unknown };

  function check(path: string, node: JsonNode, expected: ValueType): void {
    if (node.kind === 'unknown') return;
    // To Go null is nothing to read.
    if (node.kind === 'null' && expected !== 'size') return;
    if (typeof expected === 'string') {
      if (!fits(node, expected)) problems.push({ node, expected: phrases[expected], path, ...meant(node, expected) });
    } else if ('list' in expected) {
      if (node.kind === 'array') for (const item of node.items) check(path, item, expected.list);
      else problems.push({ node, expected: `a list of ${plural(expected.list)}`, path, ...(typeof expected.list === 'string' && fits(node, expected.list) ? { meant: [plain(node)] } : {}) });
    } else if (node.kind !== 'object') {
      problems.push({ node, expected: 'an object', path });
    } else if ('map' in expected) {
      for (const member of node.members) if (member.value) check(`${path}.${member.name}`, member.value, expected.map);
    } else {
      for (const member of node.members) {
        const field = Object.keys(expected.fields).find((known) => known.toLowerCase() === member.name.toLowerCase());
        if (field !== undefined && member.value) check(`${path}.${member.name}`, member.value, expected.fields[field]!);
        else if (field === undefined && expected.closed) unknown.push({ member, path, known: Object.keys(expected.fields) });
      }
    }
  }
}

type Scalar = Extract<ValueType, string>;

const phrases: Readonly<Record<Scalar, string>> = {
  boolean: 'true or false', integer: 'a whole number', prefix: 'a network such as "172.30.0.0/16"', text: 'a text in double quotes', address: 'an IP address in double quotes',
  size: 'a size in double quotes ("64m")', anything: 'anything',
};

function plural(type: ValueType): string {
  return type === 'text' ? 'texts' : type === 'address' ? 'IP addresses' : typeof type === 'string' ? 'values' : 'objects';
}

function fits(node: JsonNode, type: Scalar): boolean {
  switch (type) {
    case 'boolean':
      return node.kind === 'boolean';
    case 'integer':
      return node.kind === 'number' && node.whole;
    case 'text':
      return node.kind === 'string';
    case 'address':
      return node.kind === 'string' && (node.value === '' || isAddress(node.value));
    case 'prefix':
      return node.kind === 'string' && (node.value === '' || isPrefix(node.value));
    case 'size':
      return node.kind === 'string' && isSize(node.value);
    case 'anything':
      return true;
  }
}

/** `64m`, `1.5 GiB`, `100000`. */
export function isSize(text: string): boolean {
  return /^\+?(?:\d+\.?\d*|\.\d+)(?: ?(?:b|[kmgtp](?:i?b)?))?$/i.test(text);
}

/** What is written in quotes though it is a number or a switch, or the other way round. */
function meant(node: JsonNode, type: Scalar): { readonly meant?: unknown } {
  const value = plain(node);
  if (type === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return { meant: String(value) };
  if (type === 'size' && typeof value === 'number' && value >= 0) return { meant: String(value) };
  if (type === 'integer' && typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e15) return { meant: value };
  if (typeof value !== 'string') return {};
  if (type === 'boolean' && /^(?:true|false)$/i.test(value)) return { meant: value.toLowerCase() === 'true' };
  return type === 'integer' && /^\d{1,15}$/.test(value) ? { meant: Number(value) } : {};
}

function plain(node: JsonNode): string | number | boolean | undefined {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean' ? node.value : undefined;
}
