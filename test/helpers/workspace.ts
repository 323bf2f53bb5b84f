/** Workspaces made of texts. */
import type { EntryKind, FileTree, TreeEntry } from '../../server/src/lint/context/tree';
import { parseCompose } from '../../server/src/lint/compose/parse';
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import { buildWorkspace } from '../../server/src/lint/workspace/index';
import type { Workspace } from '../../server/src/lint/workspace/model';
import { encodeSegment, uriKey } from '../../server/src/lint/workspace/uri';

/** A text, or a file with what a text does not say. A directory that is empty has a path that ends with a slash. */
export type TestFile = string | { readonly text?: string; readonly executable?: boolean; readonly kind?: EntryKind };

export interface WorkspaceOptions {
  readonly known?: boolean;
  readonly writable?: boolean;
  /** The folder that holds everything; `file:///project/` where not given. */
  readonly top?: string;
  /** Directories (URIs) that cannot be listed. */
  readonly unknown?: readonly string[];
}

/**
 * Files by their path below `file:///project/`; those that end in .yaml or .yml are Compose files, and all may be Dockerfiles. Files are not executable, unless they say so.
 */
export function workspaceOf(files: Readonly<Record<string, TestFile>>, options: WorkspaceOptions = {}): Workspace {
  const all = Object.entries(files).map(([path, file]) => ({ uri: uriOf(path), text: textOf(file) ?? '' }));
  const compose = all.filter(({ uri }) => /\.ya?ml$/.test(uri)).map(({ uri, text }) => parseCompose(text, uri));
  const texts = new Map(all.map(({ uri, text }) => [uriKey(uri), { uri, text }]));
  const dockerfile = (uri: string): ReturnType<typeof parseDockerfile> | undefined => {
    const file = /\.ya?ml$/.test(uri) ? undefined : texts.get(uriKey(uri));
    return file && parseDockerfile(file.text, file.uri);
  };
  return buildWorkspace({
    compose, dockerfile, ...options,
    tree: treeOf(files, options),
  });
}

/** For rules that look around: a project with these files, whatever they are, and one more, so that it is more than they. */
export function within(files: Readonly<Record<string, TestFile>>): { readonly workspace: Workspace } {
  return { workspace: workspaceOf({ 'README.md': '', ...files }) };
}

function treeOf(files: Readonly<Record<string, TestFile>>, { top = 'file:///project/', unknown = [] }: WorkspaceOptions): FileTree {
  const directories = new Map<string, Map<string, EntryKind>>([['file:///project/', new Map()]]);
  const add = (path: string, kind: EntryKind): void => {
    const parts = path.split('/').filter((part) => part !== '');
    parts.forEach((name, i) => {
      const parent = `file:///project/${parts.slice(0, i).map((part) => `${encodeSegment(part)}/`).join('')}`;
      if (!directories.has(parent)) directories.set(parent, new Map());
      directories.get(parent)!.set(name, i === parts.length - 1 ? kind : 'directory');
    });
    if (kind === 'directory' && !directories.has(`${uriOf(path)}/`)) directories.set(`${uriOf(path)}/`, new Map());
  };
  for (const [path, file] of Object.entries(files)) add(path, path.endsWith('/') ? 'directory' : typeof file === 'string' ? 'file' : (file.kind ?? 'file'));
  const byKey = new Map(Object.entries(files).map(([path, file]) => [uriKey(uriOf(path)), file]));
  return {
    list: (directory): readonly TreeEntry[] | null | undefined => {
      if (unknown.includes(directory)) return undefined;
      const entries = directories.get(directory);
      return entries ? [...entries].map(([name, kind]) => ({ name, kind })) : null;
    },
    text: (uri) => {
      const file = byKey.get(uriKey(uri));
      return file === undefined ? null : textOf(file);
    },
    details: (uri) => {
      const file = byKey.get(uriKey(uri));
      return file === undefined ? null : { size: textOf(file)?.length ?? 0, executable: typeof file !== 'string' && file.executable === true };
    },
    top: () => top,
  };
}

function textOf(file: TestFile): string | undefined {
  return typeof file === 'string' ? file : file.text;
}

function uriOf(path: string): string {
  return `file:///project/${path.split('/').filter((part) => part !== '').map(encodeSegment).join('/')}`;
}
