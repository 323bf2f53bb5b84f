/** What the files of a repository say of images, from their names and from a few texts. Each part is read when it is first asked for, and then remembered: none of it changes while somebody types. */
import { isDockerfileName } from '../dockerfile/file-name';
import type { DockerfileModel } from '../dockerfile/model';
import { isCommonImage } from '../dockerfile/images';
import { baseName } from '../text/go-path';
import { lazy } from '../text/lazy';
import { uriKey } from '../workspace/uri';
import type { BuildContext } from './build-context';

/** A Dockerfile of the repository, as far as lines tell. */
export interface KnownDockerfile {
  readonly path: string;
  /** What its image may be called. */
  readonly names: readonly string[];
  /** What it is built upon, without variables. */
  readonly bases: readonly string[];
  /** Names of stages that are built upon an image, with that image. */
  readonly stages: readonly (readonly [name: string, base: string])[];
}

const mostDockerfiles = 300;
const mostBuildFiles = 200;
const mostManifests = 200;
/** Characters of files for builds that are looked through. */
const mostCharacters = 2_000_000;
const fewestOfCollection = 4;

/** What runs containers elsewhere than Docker on one host, with limits of its own: Kubernetes, OpenShift, Nomad, services of clouds. Directories by name, files by name. */
const orchestration = new RegExp(
  `(?:^|/)(?:${[
    '(?:k8s|kube|kubernetes|helm|helm-?charts?|charts?|kustomize|openshift|manifests|nomad|terraform|argocd|gitops|ecs|fargate|cdk|ansible|pulumi|bicep)(?=/)', 'Chart\\.ya?ml$', 'kustomization\\.ya?ml$', 'skaffold\\.ya?ml$',
    'Jenkinsfile[^/]*$', '[^/]+\\.(?:nomad|tf|bicep)$', '(?:fly|railway|nixpacks)(?:\\.[\\w-]+)?\\.(?:toml|json)$', '(?:render|heroku|cloudbuild|captain-definition|app|buildspec|azure)(?:\\.[\\w-]+)?\\.ya?ml$', 'azure-pipelines[^/]*\\.ya?ml$',
    '\\.github/workflows/[^/]*deploy[^/]*$', 'Dockerrun\\.aws\\.json$', 'Procfile$', 'serverless\\.ya?ml$', '[^/]*(?:task-?def(?:inition)?|k8s|kubernetes|deployment|openshift)[^/]*\\.(?:ya?ml|json)$',
  ].join('|')})`,
  'i',
);

/** Commands that run containers, here or elsewhere. */
const runCommand =
  /\b(?:(?:docker|podman|nerdctl) (?:container )?run|docker (?:stack deploy|service create)|kubectl|helm (?:upgrade|install)|oc (?:apply|new-app)|gcloud (?:run|app) deploy|az (?:containerapp|webapp|container)|aws (?:ecs|apprunner)|eb deploy|fly(?:ctl)? deploy|heroku container|railway up|nomad (?:job )?run)\b/;

/** Files that hold commands and settings for builds. */
const buildFile =
  /(?:^|\/)(?:(?:gnu)?makefile|[^/]+\.(?:mk|sh|bash|bat|cmd|ps1|hcl|just|bake|gradle|kts)|justfile|build|taskfile\.ya?ml|jenkinsfile[^/]*|package\.json|\.travis\.yml|\.gitlab-ci[^/]*\.ya?ml|\.drone\.yml|skaffold\.ya?ml|cloudbuild[^/]*\.ya?ml|azure-pipelines[^/]*\.ya?ml|readme(?:\.\w+)?|[^/]*compose[^/]*\.ya?ml)$|(?:^|\/)\.(?:github|gitlab|circleci|ci)\/.*\.ya?ml$/i;

export class Repository {
  private readonly tagged = new Map<string, boolean>();

  /** `context`: the whole of it, without an ignore file. */
  constructor(private readonly context: BuildContext) {}

  private readonly paths = lazy((): readonly string[] => (this.context.walk()?.entries ?? []).flatMap(({ path, kind }) => (kind === 'file' ? [path] : [])));

  readonly dockerfiles = lazy((): readonly KnownDockerfile[] =>
    this.paths().filter((path) => isDockerfileName(baseName(path))).slice(0, mostDockerfiles).map((path) => ({ path, names: namesOf(path), ...linesOf(this.context.text(path) ?? '') })),
  );

  private readonly byUri = lazy(() => new Map(this.dockerfiles().map((file) => [uriKey(this.context.uriOf(file.path)), file])));

  /** What Dockerfiles are built upon, but for images that everybody knows. */
  private readonly bases = lazy(() => [...new Set(this.dockerfiles().flatMap(({ bases }) => bases.filter((base) => !isCommonImage(base))))]);

  private readonly buildTexts = lazy((): string => {
    let left = mostCharacters;
    return this.paths().filter((path) => buildFile.test(path)).slice(0, mostBuildFiles).map((path) => {
      const text = left > 0 ? (this.context.text(path) ?? '') : '';
      left -= text.length;
      return text;
    }).join('\n');
  });

  private readonly manifests = lazy((): readonly string[] => this.paths().filter((path) => orchestration.test(path)));

  /** Whether something runs containers elsewhere than by Compose files that are known: a chart, manifests, services of a cloud, a Compose file of another name or one that is made from a template, a command in a script, a pipeline or the README. */
  readonly runsElsewhere = lazy((): boolean =>
    this.manifests().length > 0 || this.paths().some((path) => /compose[^/]*\.ya?ml\.[\w.]+$/i.test(path)) || this.paths().some((path) => this.isUnnamedCompose(path)) || runCommand.test(this.buildTexts()),
  );

  /** A repository of images, each for itself, and of no service. */
  get isCollection(): boolean {
    return this.dockerfiles().length >= fewestOfCollection;
  }

  /** Whether another Dockerfile is built upon the image that this one makes. */
  isBase(file: DockerfileModel): boolean {
    const own = this.byUri().get(uriKey(file.uri));
    return own !== undefined && this.bases().some((base) => !own.bases.includes(base) && own.names.some((name) => isNameOf(name, baseName(base))));
  }

  /** Whether a manifest runs a container under this id. */
  runsAs(uid: string): boolean {
    const id = new RegExp(`\\brunAsUser["']?:\\s*["']?${uid}\\b`);
    return this.manifests().filter((path) => /\.(?:ya?ml|tpl|json|libsonnet|jsonnet|cue)$/.test(path)).slice(0, mostManifests).some((path) => id.test(this.context.text(path) ?? ''));
  }

  /** Whether a file lies in the repository. */
  holds(uri: string): boolean {
    return uriKey(uri).startsWith(uriKey(this.context.root));
  }

  /** Whether a command or a setting gives an image this name: registry and path, as it is written. */
  tags(name: string): boolean {
    let known = this.tagged.get(name);
    if (known === undefined) this.tagged.set(name, (known = taggedIn(this.buildTexts(), name)));
    return known;
  }

  /** `app.yml`, `stack.yaml`: a Compose file by what it holds. Only near the top, where people start them. */
  private isUnnamedCompose(path: string): boolean {
    if (!/^(?:[^/]+\/){0,2}[^/.][^/]*\.ya?ml$/.test(path) || /compose[^/]*$/i.test(path)) return false;
    const text = this.context.text(path) ?? '';
    return /^services:\s*$/m.test(text) && /^\s+(?:image|build):/m.test(text);
  }
}

/** What an image may be called that is built from a file: after its directory, or after the end of its name (`Dockerfile.base`, `base.Dockerfile`). */
function namesOf(path: string): readonly string[] {
  const end = baseName(path).replace(/^(?:docker|container)file[-._]?|\.(?:docker|container)file$/gi, '');
  return [baseName(path.slice(0, -baseName(path).length - 1)), end].filter((name) => name !== '' && name !== '.' && !/^(?:dockers?|containers?|images?|build|src|app|ci|\.devcontainer)$/i.test(name)).map((name) => name.toLowerCase());
}

/** `base` names `base`, `shop-base` and `shop_base`. */
export function isNameOf(own: string, image: string): boolean {
  const name = image.toLowerCase().replace(/[:@].*$/, '');
  return name === own || name.endsWith(`-${own}`) || name.endsWith(`_${own}`);
}

/** The images of FROM, with the values that ARG gives to variables, without tag; other variables are left out. Lines are enough, since these files are not open. */
function linesOf(text: string): Pick<KnownDockerfile, 'bases' | 'stages'> {
  const values = new Map([...text.matchAll(/^[ \t]{0,20}ARG[ \t]+(\w+)=["']?([^\s"']+)/gim)].map(([, name, value]) => [name!, value!]));
  const froms = [...text.matchAll(/^[ \t]{0,20}FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?/gim)].map(([, image, stage]) => ({
    stage,
    image: image!.replace(/\$\{?(\w+)(?::?-([^}]*))?\}?/g, (_, name: string, fallback: string | undefined) => values.get(name) ?? fallback ?? '').replace(/@.*$/, '').replace(/:[^/]*$/, ''),
  }));
  return { bases: froms.map(({ image }) => image), stages: froms.flatMap(({ stage, image }) => (stage === undefined ? [] : [[stage, image] as const])) };
}

/** Whether commands or settings give an image this name: `docker build -t NAME`, `docker tag x NAME`, `tags: NAME`, `image: NAME` beside a `build:`. */
function taggedIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const [before, after] = [text[at - 1] ?? '', text[at + name.length] ?? ''];
    if (/[\w./-]/.test(before) || /[\w/-]/.test(after) || (after === '.' && /\w/.test(text[at + name.length + 1] ?? ''))) continue;
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    const above = text.slice(Math.max(0, at - 300), at);
    if (/(?:^|\s)(?:-t|--tag|tag|tags|--name|--destination)[\s=:"'[-]*$|\btags?\b.*$/i.test(line) || (/\b(?:docker|podman|buildah|buildx|nerdctl)\b[^\n]*\bbuild\b/.test(line) && !/\bFROM\b/.test(line)) || /\btags:\s*(?:\|\s*)?(?:\n[^\n:]*){0,5}$/.test(above)) return true;
  }
  return false;
}
