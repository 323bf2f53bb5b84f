/** The project's npm packages: installed when they are not, or not at the versions of the lock file. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npm, root, step } from './machine.mjs';

/**
 * True where node_modules holds every package of the lock file at its version. Compared by content, since a git checkout and
 * `npm install` leave file times that say nothing. Optional packages are for other platforms and may be absent.
 */
export function packagesAreInstalled(directory = root) {
  const hidden = path.join(directory, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) {
    return false;
  }
  const wanted = JSON.parse(readFileSync(path.join(directory, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([location, entry]) => location === '' || (installed[location]?.version ?? (entry.optional ? entry.version : undefined)) === entry.version);
}

/** No package needs its install scripts, so none is run. */
export async function ensurePackages() {
  if (!packagesAreInstalled()) {
    await step('npm packages installed', () => npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']));
  }
}
