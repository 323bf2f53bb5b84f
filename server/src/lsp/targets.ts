/** Which documents are linted, and as what. */
import type { RuleTarget } from '../lint/rule';

/** By language id first, since the user may have said what a file is; then by name. Undefined: not ours. */
export function targetOf(languageId: string, uri: string): RuleTarget | undefined {
  switch (languageId.toLowerCase()) {
    case 'dockerfile':
    case 'containerfile':
      return 'dockerfile';
    case 'dockercompose':
      return 'compose';
    default:
      return targetOfName(uri);
  }
}

/** By the last component of a path or URI. */
export function targetOfName(path: string): RuleTarget | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^(?:.+\.)?dockerignore$/.test(name)) return 'dockerignore';
  if (/^(?:docker|container)file(?:\..+)?$|.\.(?:docker|container)file$/.test(name)) return 'dockerfile';
  if (/^(?:docker-|podman-)?compose(?:[.-].+)?\.ya?ml$/.test(name)) return 'compose';
  return name === 'daemon.json' && /\/(?:\.?docker|config)\/daemon\.json$/i.test(path) ? 'daemon' : undefined;
}
