/** Directories and files of this machine for rules that ask about a build context. Read when they are first asked for. */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { dirname } from 'node:path';

import type { EntryKind, FileDetails, FileTree, TreeEntry } from '../lint/context/tree';
import { BoundedMap } from '../lint/text/bounded-map';
import { repositoryRoot } from './compose-files';
import { pathOfUri, uriOfPath } from './paths';
import { readTextFile } from './read';

/** Larger files are no manifests, scripts or settings. In characters. */
export const largestContextFile = 1024 * 1024;

export class DiskTree implements FileTree {
  private readonly lists = new Map<string, readonly TreeEntry[] | null | undefined>();
  /** Few: each may be as large as it may be at all. */
  private readonly texts = new BoundedMap<string, { readonly text: string | null | undefined }>(200);
  private readonly known = new Map<string, FileDetails | null | undefined>();
  private readonly tops = new Map<string, string | null>();

  /** `roots` are directories that the user named (absolute): what lies in one belongs to it where it is in no repository. */
  constructor(private readonly roots: readonly string[] = []) {}

  list(directory: string): readonly TreeEntry[] | null | undefined {
    return remember(this.lists, directory, () => listDirectory(pathOfUri(directory)));
  }

  text(file: string): string | null | undefined {
    let known = this.texts.get(file);
    if (!known) this.texts.set(file, (known = { text: readText(pathOfUri(file)) }));
    return known.text;
  }

  details(file: string): FileDetails | null | undefined {
    return remember(this.known, file, () => detailsOf(pathOfUri(file)));
  }

  top(file: string): string | null | undefined {
    const path = pathOfUri(file);
    if (path === undefined) return undefined;
    const directory = dirname(path);
    return remember(this.tops, directory, () => {
      const top = repositoryRoot(directory) ?? this.roots.filter((root) => isWithin(root, directory)).sort((a, b) => a.length - b.length)[0];
      return top === undefined ? null : `${uriOfPath(top).replace(/\/$/, '')}/`;
    });
  }
}

/** Null where there is no such directory; undefined where it cannot be read. */
function listDirectory(path: string | undefined): readonly TreeEntry[] | null | undefined {
  if (path === undefined) return undefined;
  try {
    return treeEntries(readdirSync(path, { withFileTypes: true }));
  } catch (error) {
    return absenceOr(error);
  }
}

/** In the order of their names: that of a file system is another one on each machine. */
export function treeEntries(entries: readonly Dirent[]): readonly TreeEntry[] {
  return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function readText(path: string | undefined): string | null | undefined {
  if (path === undefined) return undefined;
  const file = readTextFile(path);
  if ('error' in file) return file.error === 'does not exist' ? null : undefined;
  return file.text.length > largestContextFile ? undefined : file.text;
}

export function detailsOf(path: string | undefined): FileDetails | null | undefined {
  if (path === undefined) return undefined;
  try {
    const { size, mode } = statSync(path);
    // Windows has no such bit: builders set it for everything there.
    return { size, ...(process.platform === 'win32' ? {} : { executable: (mode & 0o111) !== 0 }) };
  } catch (error) {
    return absenceOr(error);
  }
}

function kindOf(entry: Dirent): EntryKind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'link' : 'other';
}

/** What an error of the file system says: null that there is none, undefined that it is not known. */
export function absenceOr(error: unknown): null | undefined {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') ? null : undefined;
}

function isWithin(root: string, directory: string): boolean {
  return directory === root || directory.startsWith(/[\\/]$/.test(root) ? root : `${root}${root.includes('\\') ? '\\' : '/'}`);
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  if (known.has(key)) return known.get(key) as V;
  const value = make();
  known.set(key, value);
  return value;
}
