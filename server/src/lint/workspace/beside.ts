/** Compose files of one directory: Compose merges those that it is given together. */
import type { ComposeModel } from '../compose/model';
import type { Workspace } from './model';
import { directoryOf, uriKey } from './uri';

export function filesBeside(workspace: Workspace, compose: ComposeModel): readonly ComposeModel[] {
  const directory = directoryOf(compose.uri);
  if (!directory) return [];
  const [key, own] = [uriKey(directory), uriKey(compose.uri)];
  return workspace.composeFiles.filter((f) => uriKey(f.uri) !== own && uriKey(directoryOf(f.uri) ?? '') === key);
}
