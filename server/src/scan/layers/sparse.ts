import { DamagedError } from '../errors';
import { blockSize, pairSegments, type SparseSegment } from './tar-header';

/** How the stored bytes of a sparse file are spread over its real size. */
export interface SparseMap {
  readonly segments: readonly SparseSegment[];
  readonly realSize: number;
  /** The map stands at the beginning of the stored bytes, as decimal lines filled up to whole blocks (GNU's pax form 1.0). */
  readonly inBody: boolean;
}

/**
 * The file as it would be on disk. The caller has checked that `map.realSize` is small enough to hold.
 * @throws DamagedError where the map does not fit the bytes.
 */
export function expandSparse(stored: Buffer, map: SparseMap, maxSegments: number): Buffer {
  const { segments, start } = map.inBody ? readMap(stored, maxSegments) : { segments: map.segments, start: 0 };
  const content = Buffer.alloc(map.realSize);
  let position = start;
  for (const { offset, length } of segments) {
    if (offset + length > map.realSize || position + length > stored.length) {
      throw new DamagedError('the map of a sparse file does not fit its size');
    }
    stored.copy(content, offset, position, position + length);
    position += length;
  }
  return content;
}

function readMap(stored: Buffer, maxSegments: number): { segments: SparseSegment[]; start: number } {
  let position = 0;
  const next = (): number => {
    const end = stored.indexOf(0x0a, position);
    const text = end < 0 || end - position > 16 ? '' : stored.toString('latin1', position, end);
    if (!/^\d+$/.test(text)) {
      throw new DamagedError('the map of a sparse file is damaged');
    }
    position = end + 1;
    return Number(text);
  };
  const count = next();
  if (count > maxSegments) {
    throw new DamagedError('the map of a sparse file is too long');
  }
  const flat: number[] = [];
  for (let i = 0; i < count * 2; i++) {
    flat.push(next());
  }
  return { segments: pairSegments(flat), start: Math.ceil(position / blockSize) * blockSize };
}
