/** Compose files of one directory: Compose merges those that it is given together. */
import type { ComposeModel } from '../compose/model';
import type { Workspace } from './model';
import { directoryOf, fileName, uriKey } from './uri';

export function filesBeside(workspace: Workspace, compose: ComposeModel): readonly ComposeModel[] {
  const directory = directoryOf(compose.uri);
  if (!directory) return [];
  const [key, own] = [uriKey(directory), uriKey(compose.uri)];
  return workspace.composeFiles.filter((f) => uriKey(f.uri) !== own && uriKey(directoryOf(f.uri) ?? '') === key);
}

/**
 * Those of its directory, of the directories above it, and of the directories that stand beside its own: where one of these gives a file what it lacks, the file is one that is included
 * or given together with it (`db/compose.yaml`, `app/compose.yaml`).
 */
export function filesAround(workspace: Workspace, compose: ComposeModel): readonly ComposeModel[] {
  const directory = directoryOf(compose.uri);
  if (!directory) return [];
  const [key, own] = [uriKey(directory), uriKey(compose.uri)];
  const parent = parentOf(key);
  return workspace.composeFiles.filter((f) => {
    const other = uriKey(directoryOf(f.uri) ?? f.uri);
    return uriKey(f.uri) !== own && (key.startsWith(other) || parentOf(other) === parent);
  });
}

function parentOf(directory: string): string {
  return directory.replace(/[^/]+\/$/, '');
}

/** By its name a file that only completes another one: `compose.override.yaml`. */
export function isOverride(compose: ComposeModel): boolean {
  return /override/i.test(fileName(compose.uri));
}
