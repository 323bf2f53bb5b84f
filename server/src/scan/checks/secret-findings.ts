/** Files of credentials that somebody can do something about. */
import type { SecretContent } from '../types';
import type { CheckedImage } from './image';
import type { Placed } from './overlay';

/** Without those of packages of the distribution. */
export function secretFilesOf(image: CheckedImage, kinds: readonly SecretContent['kind'][]): readonly Placed<SecretContent>[] {
  return image.secretFiles.filter(({ path, fact }) => kinds.includes(fact.kind) && !image.isPackaged(path));
}
