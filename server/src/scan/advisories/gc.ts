import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentPath } from './directory';
import { temporarySuffix } from './segment/writer';
import { segmentStatus } from './status';

export interface GarbageOptions {
  /** Segments to keep, by name; every whole one where absent. */
  readonly keep?: readonly string[];
  /** Milliseconds for which a temporary file is left alone, since another process may be writing it; an hour by default. */
  readonly minimumAge?: number;
  readonly now?: Date;
}

export interface Removed {
  readonly path: string;
  readonly bytes: number;
  readonly reason: 'temporary' | 'damaged' | 'not kept';
}

/** Removes what killed processes left behind, damaged segments and, where `keep` is given, the other segments. */
export async function collectGarbage(directory: string, options: GarbageOptions = {}): Promise<Removed[]> {
  const removed: Removed[] = [...(await oldTemporaries(directory, options))];
  for (const { segment, state, bytes } of await segmentStatus(directory)) {
    const path = segmentPath(directory, segment);
    if (state === 'damaged') removed.push({ path, bytes, reason: 'damaged' });
    else if (options.keep && !options.keep.includes(segment)) removed.push({ path, bytes, reason: 'not kept' });
  }
  for (const { path } of removed) await rm(path, { force: true });
  return removed;
}

async function oldTemporaries(directory: string, { minimumAge = 3_600_000, now = new Date() }: GarbageOptions): Promise<Removed[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found: Removed[] = [];
  for (const name of names.filter((item) => item.endsWith(temporarySuffix))) {
    const path = join(directory, name);
    const info = await stat(path).catch(() => undefined);
    if (info && now.getTime() - info.mtimeMs >= minimumAge) found.push({ path, bytes: info.size, reason: 'temporary' });
  }
  return found;
}
