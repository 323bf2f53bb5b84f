import { stat } from 'node:fs/promises';
import { segmentPath } from './directory';
import { segmentNames } from './export';
import { BlockCache } from './segment/block-cache';
import type { SegmentSource } from './segment/format';
import { openSegment } from './store';

export type SegmentStatus =
  | {
      readonly state: 'ready';
      readonly segment: string;
      readonly ecosystem: string;
      /** ISO date and time at which it was built. */
      readonly created: string;
      readonly records: number;
      readonly packages: number;
      readonly bytes: number;
      readonly sources: readonly SegmentSource[];
    }
  | { readonly state: 'damaged'; readonly segment: string; readonly bytes: number; readonly message: string };

/** The state of every segment of a directory, each read whole and checked against its hashes. */
export async function segmentStatus(directory: string): Promise<SegmentStatus[]> {
  const statuses: SegmentStatus[] = [];
  for (const name of await segmentNames(directory)) statuses.push(await statusOf(directory, name));
  return statuses;
}

async function statusOf(directory: string, name: string): Promise<SegmentStatus> {
  const bytes = await stat(segmentPath(directory, name)).then(({ size }) => size, () => 0);
  const damaged = (message: string): SegmentStatus => ({ state: 'damaged', segment: name, bytes, message });
  const found = await openSegment(directory, name, new BlockCache(0));
  if (found.state === 'absent') return damaged('it vanished while it was looked at');
  if (found.state === 'damaged') return damaged(found.message);
  const { segment } = found;
  try {
    await segment.verify();
    const { ecosystem, created, records, packages, sources } = segment.footer;
    return { state: 'ready', segment: name, ecosystem, created, records, packages, bytes, sources };
  } catch (error) {
    return damaged((error as Error).message);
  } finally {
    await segment.close();
  }
}
