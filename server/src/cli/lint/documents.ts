/**
 * The documents of a run, tied together by the Compose files around them. A model takes a hundred times the memory of its text, so few are kept: those of Compose files, which any other file may
 * ask about, and the Dockerfiles of late. Another that is asked for again is parsed again.
 */
import { dirname } from 'node:path';

import { ComposeFilesAbove } from '../../files/compose-files';
import { withTexts, type FileTree } from '../../lint/context/tree';
import { pathOfUri, uriOfPath } from '../../files/paths';
import { readTextFile, type ReadResult } from '../../files/read';
import { parseDocument, type LintDocument, type ParsedDockerfile, type ParsedDocument } from '../../lint/document';
import { BoundedMap } from '../../lint/text/bounded-map';
import { buildWorkspace } from '../../lint/workspace';
import type { Workspace } from '../../lint/workspace/model';
import { uriKey } from '../../lint/workspace/uri';
import type { Inputs } from './inputs';

/** Of the texts of the Dockerfiles whose models are kept, in characters. */
const mostKept = 500_000;

export class Documents {
  private readonly compose = new Map<string, ParsedDocument>();
  private readonly dockerfiles = new BoundedMap<string, ParsedDockerfile>(mostKept, ({ model }) => model.source.text.length);
  /** Those that the run is about, by key. */
  private given: ReadonlyMap<string, LintDocument> = new Map();

  /** `tree`: what there is of directories and files; absent where the documents are not on disk. */
  constructor(private readonly tree?: FileTree) {}

  /** `undefined` for targets that nothing checks. */
  parse(document: LintDocument): ParsedDocument | undefined {
    const key = uriKey(document.uri);
    const known = this.compose.get(key) ?? this.dockerfiles.get(key);
    if (known?.target === document.target && known.model.source.text === document.text) return known;
    const parsed = parseDocument(document);
    if (parsed?.target === 'compose') this.compose.set(key, parsed);
    if (parsed?.target === 'dockerfile') this.dockerfiles.set(key, parsed);
    return parsed;
  }

  /**
   * What rules may ask of other files: the Compose files among the documents and those in the directories above, and the Dockerfiles they build. Files elsewhere count as
   * not looked for where only single files were named.
   */
  workspace(documents: readonly LintDocument[], inputs: Pick<Inputs, 'directories' | 'files'>): Workspace {
    this.given = new Map(documents.map(document => [uriKey(document.uri), document]));
    const compose = new Map<string, LintDocument>();
    for (const document of documents) if (document.target === 'compose') compose.set(uriKey(document.uri), document);
    const above = new ComposeFilesAbove();
    for (const directory of new Set([...inputs.directories, ...inputs.files.filter(input => input.named).map(input => dirname(input.path))])) {
      for (const path of above.find(directory)) {
        const document = compose.has(uriKey(uriOfPath(path))) ? undefined : this.fromDisk(uriOfPath(path), 'compose');
        if (document) compose.set(uriKey(document.uri), document);
      }
    }
    const models = [...compose.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1)).flatMap(document => {
      const parsed = this.parse(document);
      return parsed?.target === 'compose' ? [parsed.model] : [];
    });
    const ignoreFiles = new Map(documents.filter(document => document.target === 'dockerignore').map(document => [uriKey(document.uri), document.text]));
    return buildWorkspace({
      compose: models,
      dockerfile: uri => this.dockerfile(uri),
      known: inputs.directories.length > 0,
      ...(this.tree && { tree: withTexts(this.tree, uri => ignoreFiles.get(uriKey(uri))) }),
    });
  }

  private dockerfile(uri: string): ParsedDockerfile['model'] | undefined {
    const key = uriKey(uri);
    if (this.compose.has(key)) return undefined;
    const given = this.given.get(key);
    const known = given ? undefined : this.dockerfiles.get(key);
    if (known) return known.model;
    const document = given?.target === 'dockerfile' ? given : this.fromDisk(uri, 'dockerfile');
    const parsed = document && this.parse(document);
    return parsed?.target === 'dockerfile' ? parsed.model : undefined;
  }

  private fromDisk(uri: string, target: 'compose' | 'dockerfile'): LintDocument | undefined {
    const path = pathOfUri(uri);
    const file: ReadResult = path === undefined ? { error: 'is no file' } : readTextFile(path);
    return 'error' in file ? undefined : { uri, target, text: file.text };
  }
}
