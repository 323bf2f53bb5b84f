/** Image references. Grammar: https://github.com/distribution/reference (registry host rule and name components of its documentation). */
import { BoundedMap } from '../text/bounded-map';
import type { Span } from '../text/span';
import type { ImageReference, Word } from './model';

interface Parts {
  readonly registry: string | undefined;
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Cuts a reference into its parts; says nothing about whether they are valid. */
export function splitReference(text: string): Parts {
  let rest = text;
  let digest: string | undefined;
  const at = rest.indexOf('@');
  if (at >= 0) {
    digest = rest.slice(at + 1);
    rest = rest.slice(0, at);
  }
  let tag: string | undefined;
  const colon = rest.lastIndexOf(':');
  if (colon > rest.lastIndexOf('/')) {
    tag = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
  }
  // The first component is a host if it looks like one: a dot, a port, upper case, or "localhost".
  const slash = rest.indexOf('/');
  const head = slash >= 0 ? rest.slice(0, slash) : '';
  const isHost = slash >= 0 && (/[.:]/.test(head) || head === 'localhost' || head !== head.toLowerCase());
  return { registry: isHost ? head : undefined, path: isHost ? rest.slice(slash + 1) : rest, tag, digest };
}

const pathPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const registryPattern = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]+)?$/;
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const dockerHub = /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|registry\.hub\.docker\.com)$/;

/** What the text alone says. */
type Reading = Omit<ImageReference, 'nameSpan' | 'tagSpan' | 'digestSpan'>;

/** The same few images are read after every keystroke. */
const readings = new BoundedMap<string, Reading>(512);
/** Of a reference that may be valid, tag and digest included. */
const longest = 512;

/** `text` is the reference with variables replaced; `word` says where its parts stand. */
export function imageReference(text: string, word: Pick<Word, 'text' | 'span' | 'variables'>): ImageReference {
  let reading = readings.get(text);
  if (!reading) {
    reading = readReference(text);
    if (text.length <= longest) readings.set(text, reading);
  }
  const spans = partSpans(word);
  return { ...reading, nameSpan: spans.name, tagSpan: reading.tag === undefined ? undefined : spans.tag, digestSpan: reading.digest === undefined ? undefined : spans.digest };
}

function readReference(text: string): Reading {
  const { registry, path, tag, digest } = splitReference(text);
  const hub = registry === undefined || dockerHub.test(registry);
  const fullPath = hub && !path.includes('/') ? `library/${path}` : path;
  return {
    text,
    registry,
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    tag,
    digest,
    normalized: `${hub ? 'docker.io' : registry}/${fullPath}`,
    official: hub && fullPath.startsWith('library/'),
    valid:
      pathPattern.test(path) &&
      (registry === undefined || registryPattern.test(registry)) &&
      (tag === undefined || tagPattern.test(tag)) &&
      (digest === undefined || digestPattern.test(digest)) &&
      path.length + (registry?.length ?? 0) < 256,
  };
}

/**
 * Where name, tag and digest stand in the text as written. Separators inside `${…}` do not count; a part that is made by a variable together with others has that variable's span.
 * Spans are only exact where the word stands in one piece, which a reference practically always does.
 */
function partSpans(word: Pick<Word, 'text' | 'span' | 'variables'>): { name: Span; tag: Span; digest: Span } {
  const masked = word.variables.length === 0 ? word.text : word.text.replace(/\$\{[^}]*\}/g, (whole) => '_'.repeat(whole.length));
  const base = word.span.start;
  const at = masked.indexOf('@');
  const head = at >= 0 ? masked.slice(0, at) : masked;
  const colon = head.lastIndexOf(':');
  const tagged = colon > head.lastIndexOf('/');
  const whole = word.variables.length > 0 ? word.variables[word.variables.length - 1]!.span : word.span;
  const trimmedEnd = word.text.replace(/["']+$/, '').length;
  const lead = word.text.length - word.text.replace(/^["']+/, '').length;
  return {
    name: { start: base + lead, end: base + Math.min(trimmedEnd, tagged ? colon : head.length) },
    tag: tagged ? { start: base + colon + 1, end: base + Math.min(trimmedEnd, head.length) } : whole,
    digest: at >= 0 ? { start: base + at + 1, end: base + trimmedEnd } : whole,
  };
}
