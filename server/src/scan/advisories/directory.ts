import { homedir } from 'node:os';
import { join } from 'node:path';

const extension = '.advisories';

/** Where segments are kept unless the user names another directory: `PLIMSOLL_ADVISORIES`, else the system's place for data. */
export function defaultAdvisoriesDirectory(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const named = environment.PLIMSOLL_ADVISORIES;
  if (named) return named;
  return join(dataDirectory(environment, platform), 'plimsoll', 'advisories');
}

function dataDirectory(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment.XDG_DATA_HOME || join(homedir(), '.local', 'share');
}

export function segmentPath(directory: string, segment: string): string {
  return join(directory, segment + extension);
}

/** The segment that a file of the directory holds by its name; undefined for other files. */
export function segmentOfFile(name: string): string | undefined {
  return name.endsWith(extension) ? name.slice(0, -extension.length) : undefined;
}
