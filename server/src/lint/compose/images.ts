/** The images that services run, read as references. */
import { imageReference } from '../dockerfile/image-reference';
import type { ImageReference } from '../dockerfile/model';
import type { ComposeModel, Node, Service } from './model';
import { partSpan, stringOf } from './values';

export interface ServiceImage {
  readonly service: Service;
  readonly image: ImageReference;
  readonly node: Node;
}

/** Services that pull their image: neither they nor another service of the file build it. References with an unknown variable are left out. Each place once. */
export function serviceImages(file: ComposeModel): readonly ServiceImage[] {
  const seen = new Set<number>();
  const built = new Set(file.services.flatMap((s) => (s.build ? (stringOf(s.image)?.trim() ?? []) : [])));
  return file.services.flatMap((service) => {
    const node = service.image;
    const text = stringOf(node)?.trim();
    if (!node || !text || service.build || built.has(text) || seen.has(node.span.start)) return [];
    seen.add(node.span.start);
    return [{ service, node, image: located(text, node) }];
  });
}

/** The image that a service names, read as a reference; undefined where a variable of it is not known. */
export function imageOf(service: Service): ImageReference | undefined {
  const text = stringOf(service.image)?.trim();
  return service.image && text ? located(text, service.image) : undefined;
}

function located(text: string, node: Node): ImageReference {
  const inText = imageReference(text, { text, span: { start: 0, end: text.length }, variables: [] });
  const span = (part: { start: number; end: number }): { start: number; end: number } => partSpan(node, part.start, part.end);
  return {
    ...inText,
    nameSpan: span(inText.nameSpan),
    ...(inText.tagSpan ? { tagSpan: span(inText.tagSpan) } : {}),
    ...(inText.digestSpan ? { digestSpan: span(inText.digestSpan) } : {}),
  };
}
