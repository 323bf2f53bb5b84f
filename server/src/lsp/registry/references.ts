/** Image references that a registry can be asked about and an edit can change: what is written is what is meant. Pure. */
import { serviceImages } from '../../lint/compose/images';
import { imagesOf } from '../../lint/dockerfile/images';
import type { ImageReference } from '../../lint/dockerfile/model';
import type { TextEdit } from '../../lint/finding';
import type { ParsedDocument } from '../../lint/document';
import type { SourceText } from '../../lint/text/source';
import type { Span } from '../../lint/text/span';
import { hasVersion } from '../../scan/registry/newer-tags';

export interface Reference {
  readonly image: ImageReference;
  readonly span: Span;
}

/** References with variables are left out: the variable's definition is what would have to change, and other lines may use it. */
export function referencesOf(parsed: ParsedDocument): Reference[] {
  const written = (image: ImageReference): Reference[] => {
    const span = { start: image.nameSpan.start, end: (image.digestSpan ?? image.tagSpan ?? image.nameSpan).end };
    return image.valid && parsed.model.source.slice(span) === image.text ? [{ image, span }] : [];
  };
  if (parsed.target === 'dockerfile') return imagesOf(parsed.model).flatMap(({ image }) => written(image));
  if (parsed.target !== 'compose') return [];
  return serviceImages(parsed.model).flatMap(({ image, node }) => (node.inherited ? [] : written(image)));
}

/** `docker.io` */
export function registryOf({ normalized }: ImageReference): string {
  return normalized.slice(0, normalized.indexOf('/'));
}

/** A digest alone names what it names for ever. */
export function canPin({ tag, digest }: ImageReference): boolean {
  return digest === undefined || tag !== undefined;
}

/** `versions`: there may be later ones. `moving`: the tag stands for some version, which can be found out. */
export function tagKind({ tag, digest }: ImageReference): 'versions' | 'moving' | undefined {
  if (tag === undefined) return digest === undefined ? 'moving' : undefined;
  return hasVersion(tag) ? 'versions' : /^[a-z-]+$/i.test(tag) ? 'moving' : undefined;
}

export function pinEdits({ image, span }: Reference, digest: string, uri: string, source: SourceText): TextEdit[] {
  const place = image.digestSpan ?? { start: span.end, end: span.end };
  return [{ uri, range: source.range(place), newText: image.digestSpan ? digest : `@${digest}` }];
}

export function tagEdits({ image }: Reference, tag: string, digest: string | undefined, uri: string, source: SourceText): TextEdit[] {
  const place = image.tagSpan ?? { start: image.nameSpan.end, end: image.nameSpan.end };
  const edits = [{ uri, range: source.range(place), newText: image.tagSpan ? tag : `:${tag}` }];
  if (image.digestSpan && digest !== undefined) edits.push({ uri, range: source.range(image.digestSpan), newText: digest });
  return edits;
}
