/** What a file is, by its name. Needs no file system. */
import { isDaemonConfig } from '../lint/daemon/recognize';
import { isDockerfileName, isTemplateFile } from '../lint/dockerfile/file-name';
import { hasTemplateLines } from '../lint/dockerfile/template';
import type { RuleTarget } from '../lint/rule';

/** By the last component of a path with slashes; undefined for files that are none of ours. Whether a `daemon.json` is Docker's only its directory or its text tells: `isTarget`. */
export function targetOfPath(path: string): RuleTarget | undefined {
  const written = path.slice(path.lastIndexOf('/') + 1);
  const name = written.toLowerCase();
  if (name.endsWith('.dockerignore')) return 'dockerignore';
  if (isDockerfileName(written)) return 'dockerfile';
  // Pipelines of GitHub and Gitea, whatever they build.
  if (/\/\.git(?:hub|ea)\/workflows\//.test(`/${path}`)) return undefined;
  if (/^(?:(?:docker-|podman-)?compose|docker-stack)(?:[.-].+)?\.ya?ml$/.test(name)) return 'compose';
  return name === 'daemon.json' ? 'daemon' : undefined;
}

/** Whether a file that nobody named is what its name says: a Dockerfile still to be made from a template is none. */
export function isTarget(target: RuleTarget, path: string, text: string): boolean {
  if (target === 'dockerfile') return !isTemplateFile(path, text) && !hasTemplateLines(text);
  return target !== 'daemon' || isDaemonConfig(path, text);
}

/** For a file that the user names: what its name does not tell, its extension does, and everything else is a Dockerfile. */
export function targetOfNamedPath(path: string): RuleTarget {
  const target = targetOfPath(path);
  if (target) return target;
  return /\.ya?ml$/i.test(path) ? 'compose' : 'dockerfile';
}
