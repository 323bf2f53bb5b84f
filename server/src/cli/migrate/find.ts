/** Finds the configuration of other linters below a directory. */
import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

import { reasonOf } from '../../files/read';
import { skippedDirectories } from '../../files/walk';
import { hadolintFileNames } from '../../lint/settings/hadolint';
import type { MigratedTool } from './wanted';

/** What a file is; each is looked for on its own, so that one in a directory below replaces one of its kind above. */
export type ForeignKind = MigratedTool | 'trivy-yaml';

/** Names of files by kind; of those in one directory the first is read, as its tool does. */
const fileNames: Readonly<Record<ForeignKind, readonly string[]>> = {
  hadolint: hadolintFileNames,
  trivy: ['.trivyignore'],
  'trivy-yaml': ['.trivyignore.yaml', '.trivyignore.yml'],
  checkov: ['.checkov.yaml', '.checkov.yml'],
  tally: ['.tally.toml', 'tally.toml'],
};

export interface ForeignFile {
  readonly kind: ForeignKind;
  readonly path: string;
  /** A file of the same kind that the tool reads in its place. */
  readonly behind?: string;
}

export interface ForeignDirectory {
  readonly path: string;
  readonly files: readonly ForeignFile[];
}

/** Directories that hold such files, those above before those below. `onProblem` is told of directories that cannot be listed. */
export function findForeign(directory: string, onProblem: (path: string, reason: string) => void): ForeignDirectory[] {
  const found: ForeignDirectory[] = [];
  const open = [directory];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const entries = list(current, onProblem);
    const names = new Set(entries.filter(entry => !entry.isDirectory()).map(entry => entry.name));
    const files = filesAmong(names, current);
    if (files.length > 0) found.push({ path: current, files });
    const below = entries.filter(entry => entry.isDirectory() && !skippedDirectories.has(entry.name)).map(entry => join(current!, entry.name));
    open.push(...below.reverse());
  }
  return found;
}

function filesAmong(names: ReadonlySet<string>, directory: string): ForeignFile[] {
  return (Object.entries(fileNames) as [ForeignKind, readonly string[]][]).flatMap(([kind, wanted]) => {
    const [first, ...others] = wanted.filter(name => names.has(name));
    if (first === undefined) return [];
    return [{ kind, path: join(directory, first) }, ...others.map(name => ({ kind, path: join(directory, name), behind: first }))];
  });
}

function list(directory: string, onProblem: (path: string, reason: string) => void): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    onProblem(directory, reasonOf(error));
    return [];
  }
}
