/** What a file is, by its name. Needs no file system. */
import { isDockerfileName } from '../lint/dockerfile/file-name';
import type { RuleTarget } from '../lint/rule';

/** By the last component of a path with slashes; undefined for files that are none of ours. `daemon.json` is Docker's only in the directories where Docker looks for it. */
export function targetOfPath(path: string): RuleTarget | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.endsWith('.dockerignore')) return 'dockerignore';
  if (isDockerfileName(name)) return 'dockerfile';
  if (/^(?:docker-|podman-)?compose(?:[.-].+)?\.ya?ml$/.test(name)) return 'compose';
  return name === 'daemon.json' && /(?:^|\/)(?:\.?docker|config)\/daemon\.json$/i.test(path) ? 'daemon' : undefined;
}

/** For a file that the user names: what its name does not tell, its extension does, and everything else is a Dockerfile. */
export function targetOfNamedPath(path: string): RuleTarget {
  const target = targetOfPath(path);
  if (target) return target;
  if (/\.ya?ml$/i.test(path)) return 'compose';
  return /(?:^|\/)daemon\.json$/i.test(path) ? 'daemon' : 'dockerfile';
}
