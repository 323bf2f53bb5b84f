/** The build contexts of a workspace, each made once. */
import { isDockerfileName } from '../dockerfile/file-name';
import type { DockerfileModel } from '../dockerfile/model';
import type { DockerignoreModel } from '../dockerignore/model';
import { parseDockerignore } from '../dockerignore/parse';
import { BoundedMap } from '../text/bounded-map';
import { once } from '../text/once';
import { directoryOf, encodeSegment, fileName, uriKey } from '../workspace/uri';
import { BuildContext } from './build-context';
import { chooseContexts } from './choose';
import type { DockerfileContexts } from './choose';
import { kindsByName } from './tree';
import type { FileTree } from './tree';
import type { IgnoreFileUse } from './use';

export interface ComposeBuild {
  /** Directory URIs that Compose services build this Dockerfile from, each once. */
  readonly roots: readonly string[];
  /** A variable decides whether some service builds it, and from where. */
  readonly unknown: boolean;
}

/** What is known of Dockerfiles. */
export interface BuiltFiles {
  dockerfile(uri: string): DockerfileModel | undefined;
  /** URIs of the Dockerfiles that Compose services build from a directory. */
  builtFrom(root: string): readonly string[];
}

/** What was chosen for a Dockerfile, and by whom. */
const chosenOf = once((_: DockerfileModel): { readonly by?: Contexts; readonly contexts?: DockerfileContexts | undefined } => ({}));

/** Each knows all that lies in it. Those that several Dockerfiles may be built from are asked for again and again, and so stay. */
const mostContexts = 256;

export class Contexts {
  private readonly byRoot = new BoundedMap<string, BuildContext>(mostContexts);
  private readonly ignoreFiles = new Map<string, DockerignoreModel | null | undefined>();

  constructor(
    private readonly tree: FileTree,
    private readonly compose: (dockerfileUri: string) => ComposeBuild,
    private readonly files: BuiltFiles,
  ) {}

  /** Of a part of a file, those of the file: all that it copies tells where it is built from. */
  of(part: DockerfileModel): DockerfileContexts | undefined {
    const file = part.whole ?? part;
    const chosen = chosenOf(file);
    if (chosen.by !== this) {
      const { roots, unknown } = this.compose(file.uri);
      const top = this.tree.top(file.uri);
      const contexts = top === undefined ? undefined : chooseContexts(file, roots, unknown, top, (root) => this.forDockerfile(root, file.uri));
      Object.assign(chosen, { by: this, contexts });
    }
    return chosen.contexts;
  }

  /** Who reads an ignore file. Undefined where that is not known. */
  useOf(ignoreUri: string): IgnoreFileUse | undefined {
    const directory = directoryOf(ignoreUri);
    const name = fileName(ignoreUri);
    const listed = directory && this.tree.list(directory);
    if (!directory || !listed) return undefined;
    const found = name === '.dockerignore' ? [] : listed.filter((entry) => `${entry.name}.dockerignore` === name);
    if (name !== '.dockerignore') {
      if (found.length === 0) return { dockerfiles: [], missing: name.slice(0, -'.dockerignore'.length), beside: listed.flatMap((entry) => (isDockerfileName(entry.name) ? [entry.name] : [])) };
      const file = this.files.dockerfile(directory + encodeSegment(found[0]!.name));
      const context = file && this.of(file)?.context;
      return file && context ? { context, dockerfiles: [file] } : undefined;
    }
    const beside = listed.filter((entry) => entry.kind === 'file' && isDockerfileName(entry.name)).map((entry) => directory + encodeSegment(entry.name));
    const uris = new Map([...beside, ...this.files.builtFrom(directory)].map((uri) => [uriKey(uri), uri]));
    const files = [...uris.values()].flatMap((uri) => this.files.dockerfile(uri) ?? []);
    const contexts = files.map((file) => this.of(file)?.context);
    const reads = (context: BuildContext | undefined): boolean => context?.ignore?.uri !== undefined && uriKey(context.ignore.uri) === uriKey(ignoreUri);
    const context = this.at(directory);
    const elsewhere = contexts.flatMap((each) => (each && uriKey(each.root) !== uriKey(directory) ? [each] : []));
    const builtElsewhere = files.length > 0 && files.length === uris.size && elsewhere.length === files.length;
    return { context, dockerfiles: files.filter((_, i) => reads(contexts[i])), ...(builtElsewhere ? { elsewhere: { file: files[0]!, context: elsewhere[0]! } } : {}) };
  }

  private at(root: string): BuildContext {
    return this.make(root, `${root}.dockerignore`, this.has(root, '.dockerignore'));
  }

  private forDockerfile(root: string, dockerfileUri: string): BuildContext {
    const directory = directoryOf(dockerfileUri) ?? root;
    const own = `${fileName(dockerfileUri)}.dockerignore`;
    const hasOwn = this.has(directory, own);
    if (hasOwn !== false) return this.make(root, directory + encodeSegment(own), hasOwn);
    // Podman prefers its own; which of the two builds is not known.
    if (this.has(root, '.containerignore') !== false) return this.make(root, `${root}.containerignore`, undefined);
    return this.at(root);
  }

  private make(root: string, ignoreUri: string, exists: boolean | undefined): BuildContext {
    const key = `${uriKey(root)} ${exists === false ? '' : uriKey(ignoreUri)}`;
    let context = this.byRoot.get(key);
    if (!context) {
      context = new BuildContext(root, this.tree, exists === undefined ? undefined : exists ? this.ignoreFile(ignoreUri) : null, this.tree.top(`${root}.`) ?? root);
      this.byRoot.set(key, context);
    }
    return context;
  }

  /** Undefined where that is not known, and for a link, which is not followed. */
  private has(directory: string, name: string): boolean | undefined {
    const listed = this.tree.list(directory);
    if (listed === undefined) return undefined;
    const kind = listed ? kindsByName(listed).get(name) : undefined;
    return kind === 'link' ? undefined : kind === 'file';
  }

  private ignoreFile(uri: string): DockerignoreModel | null | undefined {
    const key = uriKey(uri);
    if (!this.ignoreFiles.has(key)) {
      const text = this.tree.text(uri);
      this.ignoreFiles.set(key, text === undefined || text === null ? text : parseDockerignore(text, uri));
    }
    return this.ignoreFiles.get(key);
  }
}
