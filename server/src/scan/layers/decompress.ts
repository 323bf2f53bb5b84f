import { createGunzip } from 'node:zlib';
import { DamagedError } from '../errors';
import type { Limits } from '../limits';
import type { Sink } from './sink';
import { TransformSink } from './transform';
import { ZstdSink } from './zstd';

export type Compression = 'gzip' | 'zstd' | 'none';

/** Bytes that `detectCompression` needs to see. */
export const magicLength = 6;

const unreadable: readonly { readonly name: string; readonly magic: readonly number[] }[] = [
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'LZ4', magic: [0x04, 0x22, 0x4d, 0x18] },
];

/** Told from the bytes, never from a file name or media type. @throws DamagedError for a compression that is not supported. */
export function detectCompression(first: Uint8Array): Compression {
  const startsWith = (magic: readonly number[]) => magic.every((byte, i) => first[i] === byte);
  if (startsWith([0x1f, 0x8b])) {
    return 'gzip';
  }
  const skippable = ((first[0] ?? 0) & 0xf0) === 0x50 && first[1] === 0x2a && first[2] === 0x4d && first[3] === 0x18;
  if (startsWith([0x28, 0xb5, 0x2f, 0xfd]) || skippable) {
    return 'zstd';
  }
  const other = unreadable.find(({ magic }) => startsWith(magic));
  if (other !== undefined) {
    throw new DamagedError(`it is compressed with ${other.name}, which is not supported; gzip and zstd are`);
  }
  return 'none';
}

/** Bytes that one scan has uncompressed so far, over all its layers. */
export interface Expansion {
  bytes: number;
}

/**
 * Uncompresses what it is given, by magic, into `target`, and stops streams that expand beyond the limits (decompression bombs).
 * `total` counts for the whole scan.
 */
export class DecompressingSink implements Sink {
  private inner: Sink | undefined;
  private held: Buffer | undefined;
  private taken = 0;
  private given = 0;

  constructor(
    private readonly target: Sink,
    private readonly limits: Limits,
    private readonly total: Expansion,
  ) {}

  write(chunk: Buffer): Promise<void> | void {
    this.taken += chunk.length;
    if (this.inner !== undefined) {
      return this.inner.write(chunk);
    }
    const first = this.held === undefined ? chunk : Buffer.concat([this.held, chunk]);
    if (first.length < magicLength) {
      this.held = Buffer.from(first);
      return undefined;
    }
    this.held = undefined;
    return this.start(first).write(first);
  }

  async end(): Promise<void> {
    const held = this.held ?? Buffer.alloc(0);
    this.held = undefined;
    if (this.inner === undefined) {
      await this.start(held).write(held);
    }
    await this.inner?.end();
  }

  destroy(): void {
    (this.inner ?? this.target).destroy();
  }

  private start(first: Buffer): Sink {
    const compression = detectCompression(first);
    const limited: Sink = {
      write: (chunk) => {
        this.count(chunk.length, compression);
        return this.target.write(chunk);
      },
      end: () => this.target.end(),
      destroy: () => this.target.destroy(),
    };
    switch (compression) {
      case 'gzip':
        this.inner = new TransformSink(createGunzip({ chunkSize: 256 * 1024 }), limited, 'gzip', true);
        break;
      case 'zstd':
        this.inner = new ZstdSink(limited, this.limits);
        break;
      case 'none':
        this.inner = limited;
    }
    return this.inner;
  }

  private count(bytes: number, compression: Compression): void {
    this.given += bytes;
    this.total.bytes += bytes;
    const { layerBytes, imageBytes, freeExpansionBytes, expansionRatio } = this.limits;
    if (this.given > layerBytes) {
      throw new DamagedError(`it has more than ${layerBytes} bytes`);
    }
    if (this.total.bytes > imageBytes) {
      throw new DamagedError(`the layers of the image have more than ${imageBytes} bytes together`);
    }
    if (compression !== 'none' && this.given > freeExpansionBytes && this.given > this.taken * expansionRatio) {
      throw new DamagedError(`it expands to more than ${expansionRatio} times its size, like a decompression bomb`);
    }
  }
}
