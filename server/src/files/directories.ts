/** Directories of this machine that Plimsoll keeps files in. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Of the layer cache, all of which can be made again: `PLIMSOLL_CACHE`, or else the system's place for caches. */
export function defaultCacheDirectory(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  return environment.PLIMSOLL_CACHE || join(systemCache(environment, platform), 'plimsoll', 'layers');
}

/** Of ShellCheck's results; in `PLIMSOLL_CACHE` the one directory is for both. */
export function shellcheckCacheDirectory(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  return environment.PLIMSOLL_CACHE || join(systemCache(environment, platform), 'plimsoll', 'shellcheck');
}

/** Of compiled code. Never in `PLIMSOLL_CACHE`, which may be carried from one machine of a CI to another: what lies here is run. */
export function codeCacheDirectory(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  return join(systemCache(environment, platform), 'plimsoll', 'code');
}

function systemCache(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return environment.XDG_CACHE_HOME || join(homedir(), '.cache');
}
