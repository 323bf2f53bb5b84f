/** The cross-file model: which Compose services build which Dockerfiles. */
import type { ComposeModel, Service } from '../compose/model';
import { rawString, stringOf } from '../compose/values';
import { Contexts } from '../context/contexts';
import { BuildContext } from '../context/build-context';
import { Project } from '../context/project';
import { Repository } from '../context/repository';
import type { FileTree } from '../context/tree';
import type { DockerfileModel } from '../dockerfile/model';
import { lazy } from '../text/lazy';
import { builtDockerfile } from './builds';
import type { ServiceUse, Workspace } from './model';
import { directoriesTo, directoryOf, relativeTo, uriKey } from './uri';

export interface WorkspaceFiles {
  /** All Compose files that are known, in the order in which findings should name them. */
  readonly compose: readonly ComposeModel[];
  /** The parsed Dockerfile with this URI, undefined where there is none. Compare URIs by `uriKey`: this one is made by joining paths. */
  dockerfile(uri: string): DockerfileModel | undefined;
  /** False where other files may exist that the caller has not looked for. True if left out. */
  readonly known?: boolean;
  /** False where the caller cannot create files (a read-only file system). True if left out. */
  readonly writable?: boolean;
  /** Directories and files; absent where nothing is known of them. */
  readonly tree?: FileTree;
  /** What is remembered of repositories, by their top; absent: nothing from before. */
  readonly repositories?: Repositories;
}

export type Repositories = (top: string) => Repository;

/** What a tree says of repositories is found out once; a tree with other answers needs this again. */
export function repositoriesOf(tree: FileTree): Repositories {
  const known = new Map<string, Repository>();
  return (top) => {
    const repository = known.get(top) ?? new Repository(new BuildContext(top, tree, null));
    known.set(top, repository);
    return repository;
  };
}

export function buildWorkspace(files: WorkspaceFiles): Workspace {
  const known = files.known ?? true;
  const builds = lazy(() => indexBuilds(files.compose));
  const directories = lazy(() => groupByDirectory(files.compose));
  return {
    known,
    composeFiles: files.compose,
    mayBeBuilt: (dockerfileUri) => isUnknown(builds(), dockerfileUri),
    servicesBuilding: (dockerfileUri) => builds().uses.get(uriKey(dockerfileUri)) ?? [],
    dockerfileOf: (compose, service) => {
      const built = builtDockerfile(compose, service);
      return built.kind === 'uri' ? files.dockerfile(built.uri) : undefined;
    },
    newComposeUri: (dockerfileUri) => {
      const directory = directoryOf(dockerfileUri);
      if (!known || files.writable === false || !directory || directories().has(uriKey(directory))) return undefined;
      return `${directory}compose.yaml`;
    },
    counterparts: (compose, service) => counterparts(directories(), compose, service),
    ...(files.tree ? contextQuestions(files.tree, files, builds) : {}),
  };
}

function contextQuestions(tree: FileTree, files: WorkspaceFiles, builds: () => Builds): Pick<Workspace, 'contextsOf' | 'ignoreFileUse' | 'placeOf' | 'projectOf'> {
  const rootsOf = (dockerfileUri: string): readonly string[] => {
    const roots = new Map((builds().uses.get(uriKey(dockerfileUri)) ?? []).flatMap(({ context }) => (context ? [[uriKey(context), context]] : [])));
    return [...roots.values()];
  };
  const contexts = new Contexts(tree, (dockerfileUri) => ({ roots: rootsOf(dockerfileUri), unknown: isUnknown(builds(), dockerfileUri) }), {
    dockerfile: (uri) => files.dockerfile(uri),
    builtFrom: (root) => builds().byContext.get(uriKey(root)) ?? [],
  });
  // Many rules ask it of the file that is linted.
  let last: { readonly uri: string; readonly place: string | undefined } | undefined;
  const placeOf = (uri: string): string | undefined => {
    if (last?.uri !== uri) {
      const top = tree.top(uri);
      last = { uri, place: top ? relativeTo(top, uri) : undefined };
    }
    return last.place;
  };
  const projects = new Map<string, Project>();
  const repositories = files.repositories ?? repositoriesOf(tree);
  const images = lazy(() => imagesBuilt(files.compose));
  const projectOf = (uri: string): Project | undefined => {
    const top = tree.top(uri);
    if (!top) return undefined;
    const known = projects.get(top) ?? new Project(repositories(top), images());
    projects.set(top, known);
    return known;
  };
  return { contextsOf: (file) => contexts.of(file), ignoreFileUse: (uri) => contexts.useOf(uri), placeOf, projectOf };
}

interface Builds {
  readonly uses: ReadonlyMap<string, readonly ServiceUse[]>;
  /** URIs of Dockerfiles by the directory they are built from. */
  readonly byContext: ReadonlyMap<string, readonly string[]>;
  /** Keys of the directories of Compose files that build what a variable names. */
  readonly unknown: ReadonlySet<string>;
}

function isUnknown({ unknown }: Builds, dockerfileUri: string): boolean {
  return unknown.size > 0 && directoriesTo(uriKey(dockerfileUri)).some((directory) => unknown.has(directory));
}

function indexBuilds(compose: readonly ComposeModel[]): Builds {
  const uses = new Map<string, ServiceUse[]>();
  const byContext = new Map<string, string[]>();
  const unknown = new Set<string>();
  for (const file of compose) {
    for (const service of file.services) {
      const built = builtDockerfile(file, service);
      if (built.kind === 'unknown') unknown.add(uriKey(directoryOf(file.uri) ?? file.uri));
      if (built.kind !== 'uri') continue;
      const target = stringOf(service.build?.target);
      const use: ServiceUse = { compose: file, service, context: built.context, ...(target ? { target } : {}) };
      addTo(uses, uriKey(built.uri), use);
      addTo(byContext, uriKey(built.context), built.uri);
    }
  }
  return { uses, byContext, unknown };
}

/** Names that services give to what they build, without tag; a registry that a variable names is left out. */
function imagesBuilt(compose: readonly ComposeModel[]): ReadonlySet<string> {
  const names = compose.flatMap(({ services }) => services.flatMap(({ build, image }) => (build ? (rawString(image) ?? []) : [])));
  return new Set(names.map((name) => name.replace(/^\$\{?\w+(?::?-[^}]*)?\}?\//, '').replace(/:(?!\/)[^/]*$/, '')));
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function groupByDirectory(compose: readonly ComposeModel[]): ReadonlyMap<string, readonly ComposeModel[]> {
  const groups = new Map<string, ComposeModel[]>();
  for (const file of compose) {
    const directory = directoryOf(file.uri);
    if (!directory) continue;
    addTo(groups, uriKey(directory), file);
  }
  return groups;
}

function counterparts(directories: ReadonlyMap<string, readonly ComposeModel[]>, compose: ComposeModel, service: Service): Service[] {
  const directory = directoryOf(compose.uri);
  const key = uriKey(compose.uri);
  const others = (directory && directories.get(uriKey(directory))) || [];
  return others.filter((f) => uriKey(f.uri) !== key).flatMap((f) => f.services.filter((s) => s.name === service.name));
}
