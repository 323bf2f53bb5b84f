/** Compose files that belong together by where they are. */
import type { ComposeModel } from '../compose/model';
import { once } from '../text/once';
import type { Workspace } from './model';
import { directoriesTo, directoryOf, fileName, uriKey } from './uri';

/**
 * The other Compose files of its directory, of the directories above it, and of the directories that stand beside its own: where one of these gives a file what it lacks, the file is one that is included
 * or given together with it (`db/compose.yaml`, `app/compose.yaml`).
 */
export function filesAround(workspace: Workspace, compose: ComposeModel): readonly ComposeModel[] {
  const directory = directoryOf(compose.uri);
  if (!directory) return [];
  const [key, own] = [uriKey(directory), uriKey(compose.uri)];
  const { inside, below } = placesOf(workspace.composeFiles);
  const places = new Set([...directoriesTo(key).flatMap((each) => inside.get(each) ?? []), ...(below.get(parentOf(key)) ?? [])]);
  return [...places].sort((a, b) => a - b).map((place) => workspace.composeFiles[place]!).filter((file) => uriKey(file.uri) !== own);
}

/** Where files stand in the list, by their directory and by the one above that. Thousands of files would else be gone through for each of them. */
const placesOf = once((files: readonly ComposeModel[]) => {
  const [inside, below] = [new Map<string, number[]>(), new Map<string, number[]>()];
  for (const [place, file] of files.entries()) {
    const key = uriKey(directoryOf(file.uri) ?? file.uri);
    addTo(inside, key, place);
    addTo(below, parentOf(key), place);
  }
  return { inside, below };
});

function addTo(places: Map<string, number[]>, key: string, place: number): void {
  const known = places.get(key);
  if (known) known.push(place);
  else places.set(key, [place]);
}

function parentOf(directory: string): string {
  return directory.replace(/[^/]+\/$/, '');
}

/** By its name a file that only completes another one: `compose.override.yaml`. */
export function isOverride(compose: ComposeModel): boolean {
  return /override/i.test(fileName(compose.uri));
}
