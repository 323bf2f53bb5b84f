/** Which entry of `signatures` is for an image. */
import type { ImageReference } from '../dockerfile/model';
import { isTrusted } from '../dockerfile/registries';
import type { SignaturePolicy } from './config';

/** The last one, as with overrides; undefined where there is none: nobody has said who must have signed it. */
export function policyFor(image: ImageReference, policies: readonly SignaturePolicy[] = []): SignaturePolicy | undefined {
  return [...policies].reverse().find(({ images }) => isTrusted(image, images));
}
