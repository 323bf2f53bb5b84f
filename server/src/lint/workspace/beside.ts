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

/** By its name a file that only completes another one: `compose.override.yaml`. */
export function isOverride(compose: ComposeModel): boolean {
  return /override/i.test(fileName(compose.uri));
}
