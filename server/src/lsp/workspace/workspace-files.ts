/**
 * The Dockerfiles and Compose files of the workspace: what is on disk, with what is open in the editor put over it. Discovery runs beside everything else; until it ends
 * the workspace says that it does not know other files.
 */
import type { ComposeModel } from '../../lint/compose/model';
import { withTexts } from '../../lint/context/tree';
import type { DockerfileModel } from '../../lint/dockerfile/model';
import type { RuleTarget } from '../../lint/rule';
import { buildWorkspace, repositoriesOf } from '../../lint/workspace';
import type { Repositories } from '../../lint/workspace';
import { emptyWorkspace } from '../../lint/workspace/model';
import type { Workspace } from '../../lint/workspace/model';
import { relativeTo } from '../../lint/workspace/uri';
import type { FileAccess } from '../host';
import { targetOfPath } from '../../files/targets';
import { uriKey } from '../uris';
import type { ContextTree } from './context-tree';
import { forEachParallel } from './parallel';
import type { ParsedDocuments } from './parsed-documents';

export interface OpenDocument {
  readonly uri: string;
  readonly target: RuleTarget | undefined;
  getText(): string;
}

interface DiskFile {
  readonly uri: string;
  readonly target: 'dockerfile' | 'compose';
  readonly text: string;
}

/** Files read at the same time. */
const parallelReads = 16;

export class WorkspaceFiles {
  private folders: readonly string[] = [];
  private readonly disk = new Map<string, DiskFile>();
  private discovered = false;
  /** Counts discoveries, so that one that was overtaken changes nothing. */
  private round = 0;
  private composeVersion = 0;
  private dockerfileVersion = 0;
  private ignoreVersion = 0;
  private built: { readonly version: string; readonly workspace: Workspace } | undefined;
  private looked: { readonly version: number; readonly repositories: Repositories } | undefined;

  constructor(
    private readonly files: FileAccess,
    private readonly parsed: ParsedDocuments,
    private readonly open: { all(): readonly OpenDocument[]; get(uri: string): OpenDocument | undefined },
    private readonly writable: boolean,
    /** Directories and files; absent where they cannot be known. */
    private readonly tree?: ContextTree,
  ) {}

  /** Another value whenever what a document of this kind may ask about others has changed: a Dockerfile asks about no other Dockerfile. */
  stamp(target: RuleTarget): string {
    return target === 'dockerfile' ? this.builtFrom() : `${this.builtFrom()} ${this.dockerfileVersion}`;
  }

  /** What rules may ask about other files, seen from one document. A document outside the folders stands alone. */
  view(uri: string): Workspace {
    if (this.folderOf(uri) === undefined) return emptyWorkspace;
    const version = this.builtFrom();
    if (this.built?.version !== version) this.built = { version, workspace: this.build() };
    return this.built.workspace;
  }

  /** The innermost folder that holds a resource. */
  folderOf(uri: string): string | undefined {
    return this.folders.filter((folder) => relativeTo(folder, uri) !== undefined).sort((a, b) => b.length - a.length)[0];
  }

  /** Sets the folders and looks through them. Resolves when what is on disk is known, with whether that changed the view. */
  async discover(folders: readonly string[]): Promise<boolean> {
    const round = ++this.round;
    if (folders.length === 0 && this.folders.length === 0) return false;
    this.folders = folders;
    const found = new Map<string, DiskFile>();
    const uris = (await Promise.all(folders.map((folder) => this.files.discover(folder)))).flat();
    await forEachParallel(uris, parallelReads, async (uri) => {
      const file = round === this.round ? await this.read(uri) : undefined;
      if (file) found.set(uriKey(uri), file);
    });
    if (round !== this.round) return false;
    this.disk.clear();
    for (const [key, file] of found) this.disk.set(key, file);
    this.discovered = folders.length > 0;
    this.composeVersion++;
    this.dockerfileVersion++;
    return true;
  }

  /** Files that were created, changed or deleted on disk. True where the view changed. */
  async changedOnDisk(uris: readonly string[]): Promise<boolean> {
    let changed = false;
    for (const uri of uris) {
      const key = uriKey(uri);
      const file = this.folderOf(uri) === undefined ? undefined : await this.read(uri);
      const before = this.disk.get(key);
      if (file?.text === before?.text) continue;
      this.changed((file ?? before)!.target);
      if (file) this.disk.set(key, file);
      else this.forget(key, uri);
      changed = true;
    }
    return changed;
  }

  /** A document was opened, edited or closed. */
  changed(target: RuleTarget | undefined): void {
    if (target === 'compose') this.composeVersion++;
    if (target === 'dockerfile') this.dockerfileVersion++;
    if (target === 'dockerignore') this.ignoreVersion++;
  }

  private builtFrom(): string {
    return `${this.composeVersion} ${this.ignoreVersion} ${this.tree?.version ?? 0}`;
  }

  private forget(key: string, uri: string): void {
    this.disk.delete(key);
    this.parsed.forget(uri);
  }

  private async read(uri: string): Promise<DiskFile | undefined> {
    const target = targetOfPath(uri);
    if (target !== 'dockerfile' && target !== 'compose') return undefined;
    const text = await this.files.read(uri);
    return text === undefined ? undefined : { uri, target, text };
  }

  private build(): Workspace {
    return buildWorkspace({
      compose: this.composeFiles(),
      dockerfile: (uri) => this.dockerfile(uri),
      known: this.discovered,
      writable: this.writable,
      // Before Compose files are known, a context would be taken for another one.
      ...(this.tree && this.discovered && { tree: withTexts(this.tree, (uri) => this.open.get(uri)?.getText()), repositories: this.repositories(this.tree) }),
    });
  }

  /** As they are saved, whatever is being typed: a Compose file that is edited does not make a whole repository be looked through for each letter. */
  private repositories(tree: ContextTree): Repositories {
    if (this.looked?.version !== tree.version) this.looked = { version: tree.version, repositories: repositoriesOf(tree) };
    return this.looked.repositories;
  }

  private composeFiles(): ComposeModel[] {
    const current = new Map<string, DiskFile>();
    for (const [key, file] of this.disk) if (file.target === 'compose') current.set(key, file);
    for (const document of this.open.all()) {
      if (document.target === 'compose' && this.folderOf(document.uri) !== undefined) current.set(uriKey(document.uri), { uri: document.uri, target: 'compose', text: document.getText() });
    }
    return [...current.values()]
      .sort((a, b) => (a.uri < b.uri ? -1 : 1))
      .map((file) => this.parsed.get(file.uri, 'compose', file.text))
      .flatMap((parsed) => (parsed?.target === 'compose' ? [parsed.model] : []));
  }

  private dockerfile(uri: string): DockerfileModel | undefined {
    const open = this.open.get(uri);
    const file = open ? { uri: open.uri, text: open.getText() } : this.disk.get(uriKey(uri));
    const parsed = file && this.parsed.get(file.uri, 'dockerfile', file.text);
    return parsed?.target === 'dockerfile' ? parsed.model : undefined;
  }
}
