/** Who a container runs as when the Dockerfile has no USER. */
import { defaultUserOf } from '../facts/users';
import { startsInteractively } from './launch';
import type { ImageReference, Stage } from './model';
import { lastInChain } from './runtime';
import { rootBase } from './stages';

/** Who the container runs as without USER: by the image at the root of the stage's chain, and by images that the user knows to be safe. */
export function standingOf(stage: Stage, safeImages: readonly string[]): 'root' | 'safe' | 'unknown' {
  const base = rootBase(stage);
  if (base.kind === 'scratch') return 'root';
  if (base.kind !== 'image') return 'unknown';
  if (safeImages.some((pattern) => isNamed(base.image, pattern))) return 'safe';
  const known = defaultUserOf(base.image);
  if (!known) return 'unknown';
  if (known.kind === 'drops') return lastInChain(stage, 'ENTRYPOINT') ? 'root' : 'safe';
  return known.kind === 'root' ? 'root' : 'safe';
}

/** By the name as it is written or in full, without tag; `*` at the end stands for the rest. */
function isNamed(image: ImageReference, pattern: string): boolean {
  const written = image.registry === undefined ? image.path : `${image.registry}/${image.path}`;
  return [written, image.normalized].some((name) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

/** Images that other images are built from, and images to work in. */
export function isMeantForRoot(stage: Stage): boolean {
  return startsInteractively(stage) || stage.chain.some((part) => part.instructions.some((instruction) => instruction.keyword === 'ONBUILD'));
}
