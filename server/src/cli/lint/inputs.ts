/** Which files a run of `plimsoll lint` is about. */
import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

import { relativePath, shownPath, slashes } from '../../files/paths';
import { reasonOf } from '../../files/read';
import { targetOfNamedPath } from '../../files/targets';
import { walk } from '../../files/walk';
import type { RuleTarget } from '../../lint/rule';

export interface Input {
  /** Absolute. */
  readonly path: string;
  /** For reports: as the user wrote it, or below the directory as the user wrote that; absolute where the user's path is. */
  readonly shown: string;
  readonly target: RuleTarget;
  /** The user named this file, and not a directory above it. */
  readonly named: boolean;
}

export interface Inputs {
  readonly files: readonly Input[];
  /** Paths that cannot be used, with the reason. */
  readonly unreadable: readonly { readonly shown: string; readonly path: string; readonly reason: string }[];
  /** Absolute paths of the directories that were walked. */
  readonly directories: readonly string[];
}

/** Files of all paths, each once, in the order of the paths. Never fails. */
export async function collectInputs(paths: readonly string[], directory: string): Promise<Inputs> {
  const files = new Map<string, Input>();
  const unreadable: { shown: string; path: string; reason: string }[] = [];
  const directories: string[] = [];
  for (const written of paths) {
    const path = resolve(directory, written);
    const kind = kindOf(path);
    if (kind === 'file') {
      files.set(path, { path, shown: shownFor(written, path, directory), target: targetOfNamedPath(slashes(path)), named: true });
    } else if (kind === 'directory') {
      directories.push(path);
      const prefix = isAbsolute(written) ? undefined : directory;
      const shown = (found: string): string => (prefix === undefined ? slashes(found) : shownPath(prefix, found));
      const onProblem = (found: string, reason: string): number => unreadable.push({ shown: shown(found), path: found, reason });
      for await (const found of walk(path, { onProblem })) if (!files.has(found.path)) files.set(found.path, { ...found, shown: shown(found.path), named: false });
    } else unreadable.push({ shown: slashes(written), path, reason: kind.reason });
  }
  return { files: [...files.values()], unreadable, directories };
}

function shownFor(written: string, path: string, directory: string): string {
  return isAbsolute(written) ? slashes(path) : relativePath(directory, path);
}

function kindOf(path: string): 'file' | 'directory' | { readonly reason: string } {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}
