import * as path from 'node:path';
import { cleanPath } from '../layers/paths';
import type { TarEntry } from '../layers/tar';

/**
 * Names in an image archive and the links between them: engines that save a layer twice write the second one as a symlink to the first,
 * or as a hard link.
 */
export class ArchiveLinks {
  private readonly targets = new Map<string, string>();

  constructor(private readonly nesting: number) {}

  /** Notes down a link or symlink; any other entry takes the place of one. */
  add(name: string, entry: TarEntry): void {
    this.targets.delete(name);
    const target =
      entry.type === 'symlink' ? cleanPath(path.posix.join('/', path.posix.dirname(name), entry.linkPath)) : entry.type === 'link' ? cleanPath(entry.linkPath) : undefined;
    if (target !== undefined) {
      this.targets.set(name, target);
    }
  }

  /** The entry that the name stands for in the end; undefined for a name that leads out of the archive, or in circles. */
  resolve(name: string): string | undefined {
    let current = cleanPath(name);
    for (let hops = 0; current !== undefined && hops <= this.nesting; hops++) {
      const next = this.targets.get(current);
      if (next === undefined) {
        return current;
      }
      current = next;
    }
    return undefined;
  }
}
