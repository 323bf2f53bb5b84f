import type { AdvisoryRow } from './row';
import { segmentPath } from './directory';
import { segmentFor } from './ecosystem';
import { BlockCache } from './segment/block-cache';
import { Segment } from './segment/reader';

export type FoundSegment =
  | { readonly state: 'ready'; readonly segment: Segment }
  | { readonly state: 'absent' }
  /** It is there and cannot be used; `message` says why. */
  | { readonly state: 'damaged'; readonly message: string };

/** The segments of a directory, opened when first asked for. Close it: it holds files open. */
export interface AdvisoryStore {
  readonly directory: string;
  /** The segment of an OSV ecosystem. Never throws. */
  find(ecosystem: string): Promise<FoundSegment>;
  /** Rows about a package of an ecosystem; empty also where there is no segment. @throws SegmentDamaged */
  lookup(ecosystem: string, name: string): Promise<readonly AdvisoryRow[]>;
  close(): Promise<void>;
}

export function openAdvisories(directory: string): AdvisoryStore {
  const cache = new BlockCache();
  const opened = new Map<string, Promise<FoundSegment>>();

  const find = (ecosystem: string): Promise<FoundSegment> => {
    const name = segmentFor(ecosystem);
    if (name === undefined) return Promise.resolve({ state: 'absent' });
    const known = opened.get(name) ?? openSegment(directory, name, cache);
    opened.set(name, known);
    return known;
  };

  return {
    directory,
    find,
    async lookup(ecosystem, name) {
      const found = await find(ecosystem);
      return found.state === 'ready' ? found.segment.lookup(name) : [];
    },
    async close() {
      for (const pending of opened.values()) {
        const found = await pending;
        if (found.state === 'ready') await found.segment.close();
      }
      opened.clear();
    },
  };
}

/** Opens a segment and says what is wrong with one that cannot be opened. */
export async function openSegment(directory: string, name: string, cache: BlockCache): Promise<FoundSegment> {
  try {
    const segment = await Segment.open(segmentPath(directory, name), cache);
    if (segment.footer.segment === name) return { state: 'ready', segment };
    await segment.close();
    return { state: 'damaged', message: `it holds the segment ${segment.footer.segment}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'absent' };
    return { state: 'damaged', message: (error as Error).message };
  }
}
