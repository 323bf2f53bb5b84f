/** The short and the long form of a published port in `ports`. */
import type { Span } from '../text/span';
import type { Node, Service } from './model';
import { entryOf, listOf, partSpan, rawString, stringOf } from './values';

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export interface PortMapping {
  readonly node: Node;
  /** Address of the host as written, without brackets; absent where none is given. */
  readonly hostIp?: string;
  readonly hostIpSpan?: Span;
  /** True where a variable without a default stands where the address may be. */
  readonly hostIpUnknown: boolean;
  /** Ports of the host; absent where Docker picks one, and where a variable is not known. */
  readonly published?: PortRange;
  readonly publishedText?: string;
  readonly publishedSpan?: Span;
  /** Ports of the container; absent where not known. */
  readonly target?: PortRange;
  readonly targetText: string;
  readonly protocol: string;
  /** Where a host address would be inserted in a short form; undefined for the long form and where one cannot be inserted. */
  readonly hostIpInsert?: number;
}

/** The mappings of a service. */
export function portsOf(service: Service): readonly PortMapping[] {
  return listOf(service.get('ports')).flatMap((node) => parsePort(node) ?? []);
}

/** Undefined where the item names no port. */
export function parsePort(node: Node): PortMapping | undefined {
  return node.entries ? longForm(node) : shortForm(node);
}

function shortForm(node: Node): PortMapping | undefined {
  const written = rawString(node)?.trim();
  if (!written || /\s/.test(written)) return undefined;
  const lead = rawString(node)!.indexOf(written);
  const slash = /\/([A-Za-z]+)$/.exec(written);
  const text = slash ? written.slice(0, slash.index) : written;
  const parts = splitColons(text);
  const target = parts.pop()!;
  if (!/^[\d-]+$/.test(target.text) && !target.text.includes('$')) return undefined;
  const published = parts.pop();
  const host = parts.length > 0 ? text.slice(0, published!.start - 1) : undefined;
  const span = (part: { text: string; start: number }): Span => partSpan(node, lead + part.start, lead + part.start + part.text.length);
  return {
    node,
    ...(host ? { hostIp: host.replace(/^\[|\]$/g, ''), hostIpSpan: span({ text: host, start: 0 }) } : {}),
    hostIpUnknown: host !== undefined ? host.includes('$') : published !== undefined && mayBeAddress(published.text),
    ...(published?.text ? { published: parseRange(published.text), publishedText: published.text, publishedSpan: span(published) } : {}),
    target: parseRange(target.text),
    targetText: target.text,
    protocol: slash?.[1]!.toLowerCase() ?? 'tcp',
    ...(host === undefined ? { hostIpInsert: contentStart(node) } : {}),
  };
}

function longForm(node: Node): PortMapping | undefined {
  const targetText = rawString(entryOf(node, 'target')?.value);
  const publishedNode = entryOf(node, 'published')?.value;
  const publishedText = rawString(publishedNode);
  if (targetText === undefined && publishedText === undefined) return undefined;
  const addressNode = entryOf(node, 'host_ip')?.value;
  const address = rawString(addressNode);
  // Some files put the address in front of the port: `published: 127.0.0.1:8080`.
  const inPublished = /^(\d+\.\d+\.\d+\.\d+)(?::(.*))?$/.exec(publishedText ?? '');
  const port = inPublished ? inPublished[2] : publishedText;
  const hostIp = address ?? inPublished?.[1];
  return {
    node,
    ...(hostIp ? { hostIp, ...(address ? { hostIpSpan: addressNode!.span } : {}) } : {}),
    hostIpUnknown: hostIp?.includes('$') ?? false,
    ...(port ? { published: parseRange(port), publishedText: port, publishedSpan: publishedNode!.span } : {}),
    target: parseRange(targetText ?? ''),
    targetText: targetText ?? '',
    protocol: stringOf(entryOf(node, 'protocol')?.value)?.toLowerCase() ?? 'tcp',
  };
}

function contentStart(node: Node): number {
  return node.span.start + (node.form === 'single' || node.form === 'double' ? 1 : 0);
}

/** A variable in front of the container port holds the port in most files; its name says so where it holds the address too. */
function mayBeAddress(text: string): boolean {
  return /\$\{?\w*(?:IP|HOST|BIND|ADDR|LISTEN|INTERFACE)/i.test(text) && !/\$\{?\w*PORT/i.test(text);
}

export function parseRange(text: string): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  return to < from || to > 65535 ? undefined : { from, to };
}

export function overlaps(a: PortRange, b: PortRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** Splits at colons outside `${…}` and outside the brackets of an IPv6 address. */
function splitColons(text: string): { text: string; start: number }[] {
  const parts: { text: string; start: number }[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if ((char === '$' && text[i + 1] === '{') || char === '[') depth++;
    else if ((char === '}' || char === ']') && depth > 0) depth--;
    if (i < text.length && (char !== ':' || depth > 0)) continue;
    parts.push({ text: text.slice(start, i), start });
    start = i + 1;
  }
  return parts;
}

/** An address that stands for every network of the host; also where none is given. */
export function isEveryInterface(mapping: PortMapping): boolean {
  return !mapping.hostIpUnknown && (mapping.hostIp === undefined || /^(?:0\.0\.0\.0|::|0:0:0:0:0:0:0:0)$/.test(mapping.hostIp));
}
