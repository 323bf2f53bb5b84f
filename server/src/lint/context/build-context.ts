/** A build context: a directory of the file tree as the builder sees it, through its ignore file. */
import type { DockerignoreModel } from '../dockerignore/model';
import { baseName, globTest, hasWildcard } from '../text/go-path';
import { encodeSegment, fileName, relativeTo } from '../workspace/uri';
import { kindsByName } from './tree';
import type { EntryKind, FileDetails, FileTree, TreeEntry } from './tree';

export type Presence = EntryKind | 'absent';

export interface ContextEntry {
  /** From the root, with slashes, without one at the start. */
  readonly path: string;
  readonly kind: EntryKind;
}

export interface Walk {
  readonly entries: readonly ContextEntry[];
  /** False where a limit ended the walk. What is in `skippedDirectories` and behind links does not count. */
  readonly complete: boolean;
}

/** Directories whose content no rule wants, and which may be huge. They are entries themselves. */
const skippedDirectories: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules', 'bower_components', '.venv', 'venv', '__pycache__', '.tox', '.terraform', '.gradle', '.next', '.yarn']);

const mostEntries = 20_000;
const mostDirectories = 2_000;

export class BuildContext {
  private readonly directories = new Map<string, ReadonlyMap<string, EntryKind> | null | undefined>();
  private walked: Walk | undefined;
  private waits = false;

  /**
   * `root` is a URI with a slash at its end, `top` one at or above it: that of the repository or the open folder. `ignore`: null where there is no ignore file, undefined where it is not known.
   */
  constructor(
    readonly root: string,
    private readonly tree: FileTree,
    readonly ignore: DockerignoreModel | null | undefined,
    readonly top: string = root,
  ) {}

  /** True where a directory that was asked for is not known: what was said so far may change. */
  get pending(): boolean {
    return this.waits;
  }

  /** The directory as people know it: from the top of the repository or the open folder on, with a slash at its end; the name of the top itself alone. */
  get shownRoot(): string {
    return relativeTo(this.top, this.root) || `${fileName(this.root.replace(/\/$/, ''))}/`;
  }

  uriOf(path: string): string {
    return this.root + path.split('/').map(encodeSegment).join('/');
  }

  /** What lies at a path, whether it is ignored or not. Undefined where that is not known, as behind a link to a directory. */
  kindOf(path: string): Presence | undefined {
    if (path === '') return this.directory('') ? 'directory' : undefined;
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? 'directory' : this.kindOf(path.slice(0, slash));
    if (parent === 'link') return undefined;
    if (parent !== 'directory') return parent === undefined ? undefined : 'absent';
    const entries = this.directory(slash < 0 ? '' : path.slice(0, slash));
    return entries ? (entries.get(path.slice(slash + 1)) ?? 'absent') : undefined;
  }

  /** The entries of a directory of the context; undefined where they are not known. */
  list(path: string): readonly ContextEntry[] | undefined {
    const entries = this.directory(path);
    return entries ? [...entries].map(([name, kind]) => ({ path: join(path, name), kind })) : undefined;
  }

  /**
   * The paths that a source of COPY stands for; itself where it has no wildcard and exists. Undefined where that is not known. Wildcards do not cross slashes, and what they
   * match may be ignored.
   */
  expand(source: string): readonly string[] | undefined {
    if (!hasWildcard(source)) {
      const kind = this.kindOf(source);
      return kind === undefined ? undefined : kind === 'absent' ? [] : [source];
    }
    let found: readonly string[] = [''];
    for (const segment of source.split('/')) {
      const test = globTest(segment);
      if (!test) return undefined;
      const next: string[] = [];
      for (const directory of found) {
        const kind = this.kindOf(directory);
        if (kind === undefined || kind === 'link') return undefined;
        if (kind !== 'directory') continue;
        const entries = this.directory(directory);
        if (!entries) return undefined;
        for (const name of entries.keys()) if (test(name)) next.push(join(directory, name));
      }
      found = next;
    }
    return found;
  }

  /** Small text files; null where there is none. */
  text(path: string): string | null | undefined {
    return this.tree.text(this.uriOf(path));
  }

  /** The text of a file of that name in a directory at or above the root. */
  textAbove(directory: string, name: string): string | null | undefined {
    return this.tree.list(directory)?.some((entry) => entry.name === name && entry.kind === 'file') ? this.tree.text(directory + encodeSegment(name)) : null;
  }

  details(path: string): FileDetails | null | undefined {
    return this.tree.details(this.uriOf(path));
  }

  /** Everything in the context, ignored or not, breadth first. Undefined where some directory is not known. */
  walk(): Walk | undefined {
    return (this.walked ??= this.walkAll());
  }

  /** Whether the ignore file keeps a path from the builder; for a directory: the directory itself, since exceptions may bring in what is below. Undefined where that is not known. */
  ignores(path: string): boolean | undefined {
    if (this.ignore === undefined) return undefined;
    return this.ignore !== null && path !== '' && this.ignore.matcher.ignores(path);
  }

  private walkAll(): Walk | undefined {
    const entries: ContextEntry[] = [];
    const open = [''];
    let known = true;
    for (let i = 0; i < open.length; i++) {
      if (i >= mostDirectories || entries.length >= mostEntries) return { entries, complete: false };
      const listed = this.list(open[i]!);
      // The walk goes on, so that a caller which fetches what is asked for is asked for a whole level at once.
      if (!listed) known = false;
      for (const entry of listed ?? []) {
        entries.push(entry);
        if (entry.kind === 'directory' && !skippedDirectories.has(baseName(entry.path))) open.push(entry.path);
      }
    }
    return known ? { entries, complete: true } : undefined;
  }

  private directory(path: string): ReadonlyMap<string, EntryKind> | null | undefined {
    if (this.directories.has(path)) return this.directories.get(path);
    const listed: readonly TreeEntry[] | null | undefined = this.tree.list(path === '' ? this.root : `${this.uriOf(path)}/`);
    if (listed === undefined) this.waits = true;
    const entries = listed && kindsByName(listed);
    this.directories.set(path, entries);
    return entries;
  }
}

function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}
