/** What lies in a build context and belongs in no image. */
import type { DockerfileModel } from '../dockerfile/model';
import { commandsOf } from '../shell/scripts';
import type { BuildContext, ContextEntry } from './build-context';

const directories = /^(?:\.git|\.hg|\.svn|node_modules|bower_components|\.venv|venv|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nox|\.terraform|\.gradle|\.idea|\.vs|\.next|\.nuxt|\.cache|coverage|\.nyc_output)$/;
const files = /^(?:\.DS_Store|Thumbs\.db|\.coverage|npm-debug\.log|yarn-error\.log|terraform\.tfstate(?:\.backup)?|\.env(?:\.(?:local|production|development))?)$/;

/** Paths at the root of the context, sorted. Without .git where a build runs git. */
export function clutterIn(context: BuildContext, dockerfiles: readonly DockerfileModel[]): readonly string[] {
  const found = (context.list('') ?? []).filter(isClutter).map(({ path }) => path);
  return found.filter((path) => path !== '.git' || !dockerfiles.some(runsGit)).sort();
}

function isClutter({ path, kind }: ContextEntry): boolean {
  return (kind === 'directory' && directories.test(path)) || (kind === 'file' && files.test(path));
}

function runsGit(file: DockerfileModel): boolean {
  return file.all('RUN').some((instruction) => commandsOf(instruction).some(({ name }) => name === 'git'));
}

/** The first of them, and how many more there are. */
export function listedClutter(paths: readonly string[]): string {
  return paths.slice(0, 4).join(', ') + (paths.length > 4 ? ` and ${paths.length - 4} more` : '');
}
