import { Decompress } from 'fzstd';
import { createReadStream } from 'node:fs';
import type { Readable, Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** Not in the types of Node 20, and there only from Node 22.15 on. */
const { createZstdDecompress } = zlib as unknown as { createZstdDecompress?: () => Transform };

export type Wrapping = 'gzip' | 'zstd' | 'zip' | 'none';

/** Told from the first bytes, whatever the file is called. */
export function detectWrapping(first: Uint8Array): Wrapping {
  const magic = Buffer.from(first.subarray(0, 4)).toString('hex');
  if (magic.startsWith('1f8b')) return 'gzip';
  if (magic === '28b52ffd') return 'zstd';
  if (magic === '504b0304' || magic === '504b0506') return 'zip';
  return 'none';
}

/** The file's bytes, uncompressed. `onRead` is told the bytes taken from the file so far. */
export function readUncompressed(path: string, wrapping: Wrapping, onRead: (bytes: number) => void): AsyncIterable<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  file.on('data', () => onRead(file.bytesRead));
  if (wrapping === 'gzip') return through(file, zlib.createGunzip({ chunkSize: 256 * 1024 }));
  if (wrapping !== 'zstd') return file;
  return createZstdDecompress ? through(file, createZstdDecompress()) : unzstd(file);
}

async function* through(file: Readable, transform: Transform): AsyncGenerator<Uint8Array> {
  file.on('error', (error) => transform.destroy(error));
  try {
    yield* file.pipe(transform);
  } finally {
    file.destroy();
  }
}

async function* unzstd(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let finished = false;
  const decoder = new Decompress((chunk, final) => {
    ready.push(chunk);
    finished = final ?? false;
  });
  for await (const chunk of file) {
    // Small pieces, since every push returns all that the piece expands to.
    for (let start = 0; start < chunk.length; start += 16 * 1024) {
      decoder.push(chunk.subarray(start, start + 16 * 1024));
      yield* ready;
      ready = [];
    }
  }
  decoder.push(new Uint8Array(0), true);
  yield* ready;
  if (!finished) throw new Error('the zstd stream ends early');
}
