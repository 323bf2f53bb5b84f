/** Which local images were built from a Dockerfile: by the names that Compose gives, then by comparing each image's history with the file. */
import type { ComposeModel, Service } from '../../lint/compose/model';
import { stringOf, valueAt } from '../../lint/compose/values';
import type { ServiceUse } from '../../lint/workspace/model';
import type { BuiltImage, LocalImage } from '../../protocol';
import type { HistoryEntry } from '../../scan/types';
import { fileName, parentUri } from '../uris';

/** Share of the Dockerfile's instructions that an image's history must have, below which the image is another one's. */
const leastSimilarity = 0.5;

/** Images whose history is read, the newest first: an engine may hold thousands. */
const maxHistories = 200;

export interface ImageComparer {
  history(image: LocalImage): Promise<readonly HistoryEntry[]>;
  similarity(history: readonly HistoryEntry[]): number;
}

/** The best first: images that Compose names before images whose history fits; the newest first among equals. Fails where the comparer fails on every image. */
export async function builtImages(uses: readonly ServiceUse[], images: readonly LocalImage[], comparer: ImageComparer): Promise<BuiltImage[]> {
  const named = uses.flatMap((use) => imagesOfService(use, images));
  if (named.length > 0) return named;
  const newest = [...images].sort((a, b) => (b.created ?? '').localeCompare(a.created ?? '')).slice(0, maxHistories);
  const found: BuiltImage[] = [];
  for (const image of newest) {
    const similarity = comparer.similarity(await comparer.history(image));
    if (similarity < leastSimilarity) continue;
    const percent = Math.round(similarity * 100);
    found.push({ name: image.name, source: image.source, engineHost: image.engineHost, similarity, reason: `its history has ${percent} % of the instructions of this Dockerfile` });
  }
  // Sorting is stable: images that fit equally well stay in the order of their age.
  return found.sort((a, b) => b.similarity - a.similarity);
}

function imagesOfService({ compose, service, target }: ServiceUse, images: readonly LocalImage[]): BuiltImage[] {
  for (const name of imageNames(compose, service)) {
    const image = images.find((one) => one.tags.some((tag) => normalizedTag(tag) === normalizedTag(name)));
    if (image) {
      const reason = `service "${service.name}" of ${fileName(compose.uri)} builds this Dockerfile as ${name}`;
      return [{ name: image.tags.find((tag) => normalizedTag(tag) === normalizedTag(name))!, source: image.source, engineHost: image.engineHost, similarity: 1, reason, ...(target ? { target } : {}) }];
    }
  }
  return [];
}

/** Names under which Compose stores a service's image: `image`, or project and service, joined as version 2 and version 1 do. */
function imageNames(compose: ComposeModel, service: Service): string[] {
  if (service.image) {
    const name = stringOf(service.image);
    return name ? [name] : [];
  }
  const project = stringOf(valueAt(compose.root, 'name')) ?? projectName(fileName(parentUri(compose.uri)));
  return [`${project}-${service.name}`, `${project}_${service.name}`];
}

/** How Compose makes a project name of a folder's name. */
function projectName(folder: string): string {
  return folder.toLowerCase().replace(/[^a-z0-9_-]/g, '').replace(/^[_-]+/, '');
}

/** One spelling for names that mean the same image: no Docker Hub, no `localhost` of Podman, always a tag. */
function normalizedTag(tag: string): string {
  const short = tag.replace(/^(?:docker\.io\/library\/|docker\.io\/|localhost\/)/, '');
  return /:[^/]*$/.test(short) || short.includes('@') ? short : `${short}:latest`;
}
