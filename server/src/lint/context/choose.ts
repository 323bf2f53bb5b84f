/**
 * Which directory is the build context of a Dockerfile. Compose says it; without Compose nothing does, and the directories that the Dockerfile's own sources lie in tell.
 */
import type { DockerfileModel } from '../dockerfile/model';
import { once } from '../text/once';
import { directoryOf, fileName, uriKey } from '../workspace/uri';
import type { BuildContext, ContextEntry } from './build-context';
import { contextSources } from './sources';

export interface DockerfileContexts {
  /** The context, where something tells which one it is. */
  readonly context?: BuildContext;
  /** All that it may be, the nearest first. What is missing in each of them is missing. */
  readonly possible: readonly BuildContext[];
}

/** A file or two may be gone, or misspelt. Where so many are named and none is there, the Dockerfile is for another project: a collection of templates. */
const tooManyToMiss = 3;

/** Directories above the Dockerfile that are considered. */
const mostLevels = 6;

/** Directories that hold Dockerfiles for what lies elsewhere. */
const dockerDirectory = /^(?:\.?dockers?|dockerfiles?|docker[-_].*|.*[-_]docker|containers?|images?|builds?|ci|\.ci|deploy(?:ment)?s?|infra|ops|scripts|packaging|\.devcontainer|\.github|\.circleci|\.gitlab)$/i;

/** Says nothing of what the project is made of: files of Docker's, of linters and of git. */
const ownFile = /^(?:(?:docker|container)file(?:\..*|[-_][\w-]+(?:\.\d+)*)?|.+\.(?:docker|container)file|.*\.(?:docker|container)ignore|(?:(?:docker-|podman-)?compose|docker-stack).*\.ya?ml|\.(?:plimsoll|hadolint)\.ya?ml|\.git(?:ignore|attributes|keep)?|\.gitmodules)$/i;

/** Made into Dockerfiles elsewhere, or taken over from another project without its files. */
const notBuiltHere = /\.(?:tmpl|template|tpl|j2|jinja2?|in|erb|mustache|hbs|example|sample)$|\/(?:vendor|third_party|testdata|test-?files|fixtures)\//i;

/** Skeletons of other projects: their files are put beside a copy of the Dockerfile. */
const forOthers = /(?:^|\/)(?:[^/]*[-_.])?(?:templates?|skeletons?|scaffold(?:s|ing)?|boilerplates?|blueprints?|cookiecutters?|archetypes?)(?:[-_.][^/]*)?\//i;

/** Undefined where the directories are not known yet. `at` makes the context at a directory. */
export function chooseContexts(file: DockerfileModel, compose: readonly string[], mayBeElsewhere: boolean, top: string | null, at: (root: string) => BuildContext): DockerfileContexts | undefined {
  if (notBuiltHere.test(file.uri) || forOthers.test(top !== null && file.uri.startsWith(top) ? file.uri.slice(top.length) : file.uri)) return undefined;
  if (compose.length > 0) {
    const possible = compose.map(at);
    const [only] = possible;
    if (possible.some((context) => sourcesIn(file, context) === undefined || isEmpty(context))) return undefined;
    return { possible, ...(possible.length === 1 && !mayBeElsewhere ? { context: only! } : {}) };
  }
  const possible = directoriesUpTo(file.uri, top).map(at);
  const counts = possible.map((context) => sourcesIn(file, context));
  if (possible.length === 0 || counts.includes(undefined)) return undefined;
  const best = Math.max(...(counts as number[]));
  if (best > 0) return { possible, ...(mayBeElsewhere ? {} : { context: possible[counts.indexOf(best)]! }) };
  const [own] = possible;
  // Nothing that it names is anywhere: the files may come from a build, or the tree is not the project.
  const sources = namedSources(file).length;
  const named = sources > 0;
  if (named && !own!.ignore && (sources >= tooManyToMiss || !holdsProject(own!))) return undefined;
  const directory = fileName(own!.root.replace(/\/$/, ''));
  if (named && dockerDirectory.test(directory) && possible.some((context) => liesBeside(file, context))) return undefined;
  const alone = possible.length === 1 || (!named && !dockerDirectory.test(directory));
  return { possible, ...(alone && !mayBeElsewhere ? { context: own! } : {}) };
}

/** A submodule that is not checked out, or a directory that a build fills. */
function isEmpty(context: BuildContext): boolean {
  return context.list('')?.every(({ path }) => /^\.git(?:keep|ignore)?$/.test(path)) !== false;
}

function directoriesUpTo(uri: string, top: string | null): string[] {
  const own = directoryOf(uri);
  if (own === undefined) return [];
  const found = [own];
  for (let current = own; top !== null && uriKey(current) !== uriKey(top) && found.length < mostLevels; ) {
    const above = directoryOf(current.slice(0, -1));
    if (above === undefined || !uriKey(above).startsWith(uriKey(top))) break;
    found.push(above);
    current = above;
  }
  return found;
}

function namedSources(file: DockerfileModel): readonly string[] {
  return [...new Set(contextSources(file).flatMap(({ path }) => (path === '' ? [] : [path])))];
}

/** How many of the sources lie in a directory; undefined where that is not known. */
function sourcesIn(file: DockerfileModel, context: BuildContext): number | undefined {
  if (context.kindOf('') === undefined) return undefined;
  let count = 0;
  for (const path of namedSources(file)) if ((context.expand(path)?.length ?? 0) > 0) count++;
  return context.pending ? undefined : count;
}

/** Directories of one directory that are considered. */
const mostBeside = 50;

/** Whether some of the sources lie in a directory below: `docker build -f docker/Dockerfile app`. Also true where that is not known. */
function liesBeside(file: DockerfileModel, context: BuildContext): boolean {
  return directoriesIn(context).some((directory) => namedSources(file).some((path) => context.expand(`${directory.path}/${path}`)?.length !== 0));
}

const directoriesIn = once((context: BuildContext): readonly ContextEntry[] => (context.list('') ?? []).filter(({ kind }) => kind === 'directory').slice(0, mostBeside));

/** Whether a directory has files that are more than instructions how to build. */
const holdsProject = once((context: BuildContext): boolean => context.list('')?.some(({ path, kind }) => kind === 'file' && !ownFile.test(path)) === true);
