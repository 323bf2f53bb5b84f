/** Finds the files below a directory that Plimsoll knows. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { RuleTarget } from '../lint/rule';
import { slashes } from './paths';
import { reasonOf } from './read';
import { targetOfPath } from './targets';

/** Directories of tools, never written by hand. */
export const skippedDirectories: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

export interface FoundFile {
  readonly path: string;
  readonly target: RuleTarget;
}

export interface WalkOptions {
  /** A directory that cannot be listed, with the reason; the walk goes on. */
  readonly onProblem?: (path: string, reason: string) => void;
  /** The walk ends after so many files. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Modules of Go that others have written: `vendor/github.com`. Nobody mends what is in them. */
function isTakenOver(path: string): boolean {
  return /\/(?:vendor|_workspace\/src)\/[\w-]+(?:\.[\w-]+)+$/.test(slashes(path));
}

/**
 * Files by name, sorted within each directory, directories after files. Symbolic links to directories are not followed (their files are found where they are, and links
 * may form loops); a link to a file counts as a file, unless the file itself was found.
 */
export async function* walk(directory: string, options: WalkOptions = {}): AsyncGenerator<FoundFile> {
  const links: FoundFile[] = [];
  const found = new Set<string>();
  let left = options.limit ?? Infinity;
  const open = [directory];
  for (let current = open.pop(); current !== undefined && left > 0; current = open.pop()) {
    if (options.signal?.aborted) return;
    const entries = await list(current, options);
    const below: string[] = [];
    for (const entry of entries) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!skippedDirectories.has(entry.name) && !isTakenOver(path)) below.push(path);
        continue;
      }
      const target = entry.isFile() || entry.isSymbolicLink() ? targetOfPath(slashes(path)) : undefined;
      if (!target) continue;
      if (entry.isSymbolicLink()) links.push({ path, target });
      else if (left-- > 0) {
        found.add(path);
        yield { path, target };
      }
    }
    open.push(...below.reverse());
  }
  if (links.length > 0) yield* linkedFiles(links.slice(0, left), directory, found);
}

async function* linkedFiles(links: readonly FoundFile[], directory: string, found: ReadonlySet<string>): AsyncGenerator<FoundFile> {
  const seen = new Set<string>();
  const base = await realpath(directory);
  for (const path of found) seen.add(join(base, path.slice(directory.length)));
  for (const link of links) {
    const target = await fileBehind(link.path);
    if (target === undefined || seen.has(target)) continue;
    seen.add(target);
    yield link;
  }
}

/** Undefined for a broken link, a loop, a directory, a device. */
async function fileBehind(link: string): Promise<string | undefined> {
  try {
    return (await stat(link)).isFile() ? await realpath(link) : undefined;
  } catch {
    return undefined;
  }
}

async function list(directory: string, options: WalkOptions): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    options.onProblem?.(directory, reasonOf(error));
    return [];
  }
}
