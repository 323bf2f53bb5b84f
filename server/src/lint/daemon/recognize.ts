/** Which of all files called daemon.json are dockerd's. */
import { daemonKeys, goneKeys } from './keys';
import type { Member } from './model';
import { parseDaemon } from './parse';

/** Where Docker looks for it: `/etc/docker`, `~/.docker`, `~/.config/docker`, `C:\ProgramData\docker\config`. A repository may have such a directory anywhere. */
const docker = /(?:^|\/)\.?docker(?:\/config)?\/daemon\.json$/i;

/** `path` may be a URI. A file elsewhere must have a key that no other program has, or listen where Docker does. */
export function isDaemonConfig(path: string, text: string): boolean {
  return docker.test(path) || parseDaemon(text, path).members.some(tells);
}

function tells({ name, value }: Member): boolean {
  if (name === 'hosts') return value?.kind === 'array' && value.items.some((item) => item.kind === 'string' && dockerAddress.test(item.value));
  if (Object.hasOwn(daemonKeys, name)) return !daemonKeys[name]!.common;
  return Object.hasOwn(goneKeys, name) && goneKeys[name]!.replacement === undefined;
}

/** Docker's ports and sockets. */
const dockerAddress = /^(?:tcp:\/\/.*:237[56]|fd:\/\/|.*\/docker(?:\.sock|_engine))$/;
