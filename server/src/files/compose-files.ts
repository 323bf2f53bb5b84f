/** Finds the Compose files that may build a Dockerfile that was named alone. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { targetOfPath } from './targets';

/**
 * Compose files in a directory and in those above it up to the root of its repository; in the directory alone where it is in none. Each directory is looked into once,
 * whichever way it is reached.
 */
export class ComposeFilesAbove {
  private readonly seen = new Set<string>();

  find(directory: string): string[] {
    const directories = toRepositoryRoot(resolve(directory));
    return directories.filter(each => !this.seen.has(each)).flatMap(each => {
      this.seen.add(each);
      return composeFilesIn(each);
    });
  }
}

/** The directory of the repository that a directory is in; undefined where it is in none. */
export function repositoryRoot(directory: string): string | undefined {
  for (let current = directory; ; ) {
    if (existsSync(join(current, '.git'))) return current;
    const above = dirname(current);
    if (above === current) return undefined;
    current = above;
  }
}

function toRepositoryRoot(directory: string): string[] {
  const root = repositoryRoot(directory);
  if (root === undefined) return [directory];
  const passed = [directory];
  for (let current = directory; current !== root; passed.push(current)) current = dirname(current);
  return passed;
}

function composeFilesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter(name => targetOfPath(name) === 'compose').sort().map(name => join(directory, name));
  } catch {
    // A directory that cannot be listed is one that nothing is known of.
    return [];
  }
}
