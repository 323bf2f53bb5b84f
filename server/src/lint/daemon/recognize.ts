/** Which of all files called daemon.json are dockerd's. */
import { daemonKeys, goneKeys } from './keys';
import { parseDaemon } from './parse';

/** Where Docker looks for it: `/etc/docker`, `~/.docker`, `~/.config/docker`, `C:\ProgramData\docker\config`. A repository may have such a directory anywhere. */
const docker = /(?:^|\/)\.?docker(?:\/config)?\/daemon\.json$/i;

/** `path` may be a URI. A file elsewhere must have a key that no other program has. */
export function isDaemonConfig(path: string, text: string): boolean {
  return docker.test(path) || parseDaemon(text, path).members.some(({ name }) => tells(name));
}

function tells(name: string): boolean {
  if (Object.hasOwn(daemonKeys, name)) return !daemonKeys[name]!.common;
  return Object.hasOwn(goneKeys, name) && goneKeys[name]!.replacement === undefined;
}
