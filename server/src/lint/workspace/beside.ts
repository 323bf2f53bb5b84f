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

/** Those of its directory and of the directories above it: where one of these gives a file what it lacks, the file is one that it includes or is given with. */
export function filesAround(workspace: Workspace, compose: ComposeModel): readonly ComposeModel[] {
  const directory = directoryOf(compose.uri);
  if (!directory) return [];
  const [key, own] = [uriKey(directory), uriKey(compose.uri)];
  return workspace.composeFiles.filter((f) => uriKey(f.uri) !== own && key.startsWith(uriKey(directoryOf(f.uri) ?? f.uri)));
}

/** By its name a file that only completes another one: `compose.override.yaml`. */
export function isOverride(compose: ComposeModel): boolean {
  return /override/i.test(fileName(compose.uri));
}
