/** What a caller knows of directories and files. Everything may be unknown, and then stays so for rules: they keep silent. */
import { once } from '../text/once';

/** `other`: a device, a socket, a pipe. */
export type EntryKind = 'file' | 'directory' | 'link' | 'other';

export interface TreeEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface FileDetails {
  /** In bytes. */
  readonly size: number;
  /** Whether somebody may execute it; undefined on file systems that do not say (Windows, virtual ones). */
  readonly executable?: boolean;
}

/**
 * Directories by URI with a slash at the end, files by URI. Undefined: not known, or not known yet; null: there is none. Answers never wait: a caller that has to fetch
 * notes what it was asked and lets the document be checked again when it has it.
 */
export interface FileTree {
  list(directory: string): readonly TreeEntry[] | null | undefined;
  /** Of small text files. Undefined for those that are too large or no text. */
  text(file: string): string | null | undefined;
  details(file: string): FileDetails | null | undefined;
  /** The directory above which nothing belongs to the project of this file: its repository or the folder that is open. Null where the file stands alone. */
  top(file: string): string | null | undefined;
}

/** What is in a directory, by name: it may hold thousands of Dockerfiles, each of which is asked about. */
export const kindsByName = once((entries: readonly TreeEntry[]): ReadonlyMap<string, EntryKind> => new Map(entries.map(({ name, kind }) => [name, kind])));

/** A tree in which some files have another text: that of an editor, or one that a fix has just made. */
export function withTexts(tree: FileTree, textOf: (file: string) => string | undefined): FileTree {
  return { list: (directory) => tree.list(directory), text: (file) => textOf(file) ?? tree.text(file), details: (file) => tree.details(file), top: (file) => tree.top(file) };
}
