/** Names in `from` that no stage before has. */
import { likelyMeant } from '../text/nearest';
import { isCommonImage } from './images';
import type { DockerfileModel, Stage } from './model';
import { laterStage, namesBefore, sourceReferences } from './stages';
import type { SourceReference } from './stages';

export interface UnknownSource {
  readonly reference: SourceReference;
  /** A stage of that name that comes later. */
  readonly later?: Stage;
  /** The name of an earlier stage that is nearly the same. */
  readonly nearest?: string;
}

/** Plain names that are neither a stage before nor a well-known image: an image, a context that the build is given (--build-context), or a mistake. */
export function unknownSources(file: DockerfileModel): readonly UnknownSource[] {
  return sourceReferences(file).flatMap((reference): UnknownSource[] => {
    const { kind, text, source, instruction } = reference;
    if (kind === 'from' || text === '' || /^\d+$/.test(text) || source.kind !== 'image') return [];
    const { tag, digest, registry, path } = source.image;
    if (tag !== undefined || digest !== undefined || registry !== undefined || path.includes('/')) return [];
    const later = laterStage(file, text, instruction.stage);
    if (later) return [{ reference, later }];
    const nearest = likelyMeant(text.toLowerCase(), namesBefore(file, instruction.stage));
    if (nearest !== undefined) return [{ reference, nearest }];
    return isCommonImage(text) ? [] : [{ reference }];
  });
}
