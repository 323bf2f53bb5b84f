/** What lies in a build context and belongs in no image. */
import type { DockerfileModel } from '../dockerfile/model';
import { joinPath } from '../dockerfile/workdir';
import { commandsOf } from '../shell/scripts';
import type { BuildContext, ContextEntry } from './build-context';
import { contextSources } from './sources';

const directories = /^(?:\.git|\.hg|\.svn|node_modules|bower_components|\.venv|venv|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nox|\.terraform|\.gradle|\.idea|\.vs|\.next|\.nuxt|\.cache|coverage|\.nyc_output)$/;
const files = /^(?:\.DS_Store|Thumbs\.db|\.coverage|npm-debug\.log|yarn-error\.log|terraform\.tfstate(?:\.backup)?|\.env(?:\.(?:local|production|development))?)$/;

/** Paths at the root of the context, sorted. Without .git where a build runs git, or something says that it is wanted or does not get into the image. */
export function clutterIn(context: BuildContext, dockerfiles: readonly DockerfileModel[]): readonly string[] {
  const found = (context.list('') ?? []).filter(isClutter).map(({ path }) => path);
  return found.filter((path) => path !== '.git' || !dockerfiles.some((file) => wantsGit(file) || !bringsAll(file)) && !readsGit(context)).sort();
}

function isClutter({ path, kind }: ContextEntry): boolean {
  return (kind === 'directory' && directories.test(path)) || (kind === 'file' && files.test(path));
}

/** A few small files of an editor or a desktop: not worth an ignore file of their own. */
export function isTrivial(path: string): boolean {
  return /^(?:\.DS_Store|Thumbs\.db|\.idea)$/.test(path);
}

/** Runs or installs git, or a tool that asks it; Go writes the revision into the program by itself. A comment that names .git was written by somebody who knows. */
function wantsGit(file: DockerfileModel): boolean {
  const named = /(?:^|[\s"'`/(])\.git(?![\w.-])/;
  const tools = /\b(?:git|gh|setuptools[-_]scm|versioneer|gitversion|goreleaser|go (?:build|install))\b|-buildvcs\b/;
  return file.comments.some(({ text }) => named.test(text)) || file.all('RUN').some((instruction) => tools.test(instruction.args.text.replace(/https?:\/\/\S+/g, '')) || named.test(instruction.args.text) || commandsOf(instruction).some(({ name }) => name === 'git'));
}

/** Whether a copy of the whole context is in a layer of the image, or is taken along from another stage. Copies of earlier stages stay behind. */
function bringsAll(file: DockerfileModel): boolean {
  const stage = file.finalStage;
  return contextSources(file).some(({ path, by, partial, instruction }) => {
    if (path !== '' || by === 'mount' || partial || !instruction.stage || !stage) return false;
    if (stage.chain.includes(instruction.stage)) return true;
    const place = joinPath(instruction.before.workdir?.path, instruction.copy?.destination?.resolved);
    return stage.chain.some(({ instructions }) => instructions.some(({ copy }) => copy?.from?.kind === 'stage' && copy.from.stage.chain.includes(instruction.stage!) && copy.sources.some(({ resolved }) => place !== undefined && resolved !== undefined && (joinPath('/', resolved) === place || joinPath('/', resolved) === '/'))));
  });
}

const manifests = ['pyproject.toml', 'setup.py', 'setup.cfg', 'package.json', 'Makefile', 'build.gradle', 'build.gradle.kts', 'pom.xml', 'CMakeLists.txt', 'Cargo.toml', 'build.rs'];

/** Whether the build of the project reads the history, for its version. */
function readsGit(context: BuildContext): boolean {
  return manifests.some((name) => context.kindOf(name) === 'file' && /setuptools[-_]scm|hatch-vcs|versioneer|versioningit|dynamic-versioning|\bgit (?:rev-parse|describe|log|show)\b|git-commit-id|git-rev|vergen|shadow-rs|\bpbr\b/.test(context.text(name) ?? ''));
}

/** The first of them, and how many more there are. */
export function listedClutter(paths: readonly string[]): string {
  return paths.slice(0, 4).join(', ') + (paths.length > 4 ? ` and ${paths.length - 4} more` : '');
}
