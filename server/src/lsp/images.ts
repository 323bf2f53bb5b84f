/** Where images stand in documents, and what is known of them. Pure. */
import type { ImageReference, ImageSource } from '../lint/dockerfile/model';
import { imageReference } from '../lint/dockerfile/image-reference';
import { stringOf } from '../lint/compose/values';
import { componentsOf, lifeState, releaseLabel, renewedTag } from '../lint/facts/eol';
import type { LifeState } from '../lint/facts/eol';
import type { ParsedDocument } from '../lint/document';
import type { Span } from '../lint/text/span';

/** Days before an end of life from which on it is pointed out. */
const notice = 90;

export interface ImageUse {
  readonly image: ImageReference;
  readonly span: Span;
}

/** Images that a document names: FROM and `COPY --from` of a Dockerfile, `image` of Compose services. */
export function imagesOf(parsed: ParsedDocument): ImageUse[] {
  if (parsed.target === 'dockerfile') {
    const sources = parsed.model.instructions.flatMap((instruction) => [instruction.from?.source, instruction.copy?.from]);
    return sources.flatMap(useOf);
  }
  if (parsed.target !== 'compose') return [];
  return parsed.model.services.flatMap(({ image }) => {
    const text = image && !image.inherited ? stringOf(image) : undefined;
    return image && text ? [{ image: imageReference(text, { text: image.text, span: image.span, variables: [] }), span: image.span }] : [];
  });
}

function useOf(source: ImageSource | undefined): ImageUse[] {
  return source?.kind === 'image' && source.image.valid ? [{ image: source.image, span: source.word.span }] : [];
}

export interface ImageLife {
  /** `Debian 12 (bookworm)` */
  readonly label: string;
  readonly state: LifeState;
  /** Where this release is not, or not much longer, supported: a tag with it and all that has ended renewed. */
  readonly newerTag?: string;
}

/** The releases an image's name and tag speak of, and whether they are still supported. */
export function imageLife(image: ImageReference, today: string): ImageLife[] {
  return componentsOf(image).map((component) => {
    const state = lifeState(component.release, today, notice);
    const newer = state.kind === 'supported' ? undefined : renewedTag(image, today, notice, component);
    return { label: releaseLabel(component.release), state, ...(newer === undefined ? {} : { newerTag: newer }) };
  });
}

/** The tag to go to where a release of the image is no longer, or not much longer, supported. */
export function newerTag(image: ImageReference, today: string): string | undefined {
  return renewedTag(image, today, notice);
}

/** `Debian 10 (buster): end of life since 2024-06-30`. */
export function lifeText({ label, state }: ImageLife): string {
  switch (state.kind) {
    case 'supported':
      return `${label}: supported`;
    case 'ending':
      return `${label}: end of life on ${state.date}, in ${state.days} ${state.days === 1 ? 'day' : 'days'}`;
    case 'extended':
      return `${label}: regular support ended on ${state.since}, longer support ends on ${state.until}`;
    case 'ended':
      return `${label}: end of life${state.since === undefined ? '' : ` since ${state.since}`}`;
  }
}

/** The page of an image on its registry; undefined for registries without such pages. */
export function imagePage(image: ImageReference): string | undefined {
  const slash = image.normalized.indexOf('/');
  const host = image.normalized.slice(0, slash);
  const path = image.normalized.slice(slash + 1);
  if (!/^[a-z0-9._/-]+$/.test(path)) return undefined;
  switch (host) {
    case 'docker.io':
      return path.startsWith('library/') ? `https://hub.docker.com/_/${path.slice('library/'.length)}` : `https://hub.docker.com/r/${path}`;
    case 'ghcr.io': {
      const [owner, ...rest] = path.split('/');
      return rest.length > 0 ? `https://github.com/${owner}/${rest[0]}/pkgs/container/${rest.join('%2F')}` : undefined;
    }
    case 'quay.io':
      return `https://quay.io/repository/${path}`;
    case 'mcr.microsoft.com':
      return `https://mcr.microsoft.com/artifact/mar/${path}/about`;
    case 'public.ecr.aws':
      return `https://gallery.ecr.aws/${path}`;
    default:
      return undefined;
  }
}
