/**
 * zstd, frame by frame. Neither decoder at hand can be given a whole stream: Node's (from 22.15) stops without an error after the first
 * frame and accepts truncated input, and fzstd (for older ones) reserves whatever window a header asks for. So the frames are told apart
 * here, which takes their headers only. Source: RFC 8878.
 */
import type { Decompress as FzstdDecompress } from 'fzstd';
import * as zlib from 'node:zlib';
import type { Transform } from 'node:stream';
import { DamagedError, messageOf } from '../errors';
import type { Limits } from '../limits';
import type { Sink } from './sink';
import { TransformSink } from './transform';

const frameMagic = 0xfd2fb528;
/** The low four bits of a skippable frame's magic are free. */
const skippableMagic = 0x184d2a50;
const largestHeader = 18;

interface FrameHeader {
  readonly length: number;
  /** Bytes of memory that decoding takes. */
  readonly window: number;
  readonly checksum: boolean;
}

/** Undefined while there are too few bytes to tell. */
function parseFrameHeader(bytes: Buffer): FrameHeader | undefined {
  const descriptor = bytes[4];
  if (descriptor === undefined) {
    return undefined;
  }
  const singleSegment = (descriptor & 0x20) !== 0;
  const dictionaryLength = [0, 1, 2, 4][descriptor & 3] as number;
  const sizeCode = descriptor >> 6;
  const sizeLength = sizeCode === 0 ? (singleSegment ? 1 : 0) : 1 << sizeCode;
  const windowLength = singleSegment ? 0 : 1;
  const length = 5 + windowLength + dictionaryLength + sizeLength;
  if (bytes.length < length) {
    return undefined;
  }
  let window: number;
  if (singleSegment) {
    const at = 5 + dictionaryLength;
    window = sizeLength === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, sizeLength) + (sizeLength === 2 ? 256 : 0);
  } else {
    const code = bytes[5] as number;
    const base = 2 ** (10 + (code >> 3));
    window = base + (base / 8) * (code & 7);
  }
  return { length, window, checksum: (descriptor & 4) !== 0 };
}

const enum Part {
  FrameHeader,
  SkippableHeader,
  Skippable,
  BlockHeader,
  Block,
  Checksum,
}

/** A sink for zstd bytes that hands the uncompressed ones to `target`. */
export class ZstdSink implements Sink {
  private part = Part.FrameHeader;
  /** Bytes of a header that came in pieces. */
  private held = Buffer.alloc(0);
  private remaining = 0;
  private lastBlock = false;
  private checksum = false;
  private decoder: FrameDecoder | undefined;
  private frames = 0;

  constructor(
    private readonly target: Sink,
    private readonly limits: Pick<Limits, 'zstdWindowBytes'>,
  ) {}

  async write(chunk: Buffer): Promise<void> {
    let bytes = chunk;
    if (this.held.length > 0) {
      bytes = Buffer.concat([this.held, chunk]);
      this.held = Buffer.alloc(0);
    }
    let at = 0;
    let fed = 0;
    while (at < bytes.length) {
      const step = this.step(bytes.subarray(at));
      if (step === undefined) {
        break;
      }
      if (step.begins) {
        this.decoder = await newDecoder(this.target);
      }
      at += step.count;
      if (this.decoder === undefined) {
        fed = at;
      } else if (step.ends || at - fed >= this.decoder.most) {
        await this.decoder.write(bytes.subarray(fed, at));
        fed = at;
      }
      if (step.ends) {
        await this.decoder?.end();
        this.decoder = undefined;
      }
    }
    if (this.decoder !== undefined && at > fed) {
      await this.decoder.write(bytes.subarray(fed, at));
    }
    if (at < bytes.length) {
      this.held = Buffer.from(bytes.subarray(at));
    }
  }

  async end(): Promise<void> {
    if (this.part !== Part.FrameHeader || this.held.length > 0 || this.frames === 0) {
      throw new DamagedError('the zstd stream ends too early');
    }
    await this.target.end();
  }

  destroy(): void {
    this.decoder?.destroy();
    this.target.destroy();
  }

  /** The next part of the stream: its bytes, and whether a frame begins or ends with them. Undefined: more bytes are needed to tell. */
  private step(bytes: Buffer): { count: number; begins?: boolean; ends?: boolean } | undefined {
    switch (this.part) {
      case Part.FrameHeader: {
        if (bytes.length < 4) {
          return undefined;
        }
        const magic = bytes.readUInt32LE(0);
        if ((magic & 0xfffffff0) >>> 0 === skippableMagic) {
          this.part = Part.SkippableHeader;
          return { count: 0 };
        }
        if (magic !== frameMagic) {
          throw new DamagedError('the zstd stream is damaged: no frame where one must begin');
        }
        const header = parseFrameHeader(bytes.subarray(0, largestHeader));
        if (header === undefined) {
          return undefined;
        }
        if (header.window > this.limits.zstdWindowBytes) {
          throw new DamagedError(`the zstd stream asks for a window of ${header.window} bytes, more than ${this.limits.zstdWindowBytes}`);
        }
        this.frames++;
        this.checksum = header.checksum;
        this.part = Part.BlockHeader;
        return { count: header.length, begins: true };
      }
      case Part.SkippableHeader:
        if (bytes.length < 8) {
          return undefined;
        }
        this.frames++;
        this.remaining = bytes.readUInt32LE(4);
        this.part = this.remaining === 0 ? Part.FrameHeader : Part.Skippable;
        return { count: 8 };
      case Part.BlockHeader: {
        if (bytes.length < 3) {
          return undefined;
        }
        const header = bytes.readUIntLE(0, 3);
        this.lastBlock = (header & 1) === 1;
        const type = (header >> 1) & 3;
        if (type === 3) {
          throw new DamagedError('the zstd stream is damaged: a block of no known type');
        }
        // The size of a run-length block is that of what its one byte expands to.
        this.remaining = type === 1 ? 1 : header >> 3;
        const ends = this.remaining === 0 && this.afterBlock();
        if (this.remaining > 0 && this.part === Part.BlockHeader) {
          this.part = Part.Block;
        }
        return { count: 3, ends };
      }
      default: {
        const count = Math.min(this.remaining, bytes.length);
        this.remaining -= count;
        let ends = false;
        if (this.remaining === 0) {
          if (this.part === Part.Block) {
            ends = this.afterBlock();
          } else {
            ends = this.part === Part.Checksum;
            this.part = Part.FrameHeader;
          }
        }
        return { count, ends };
      }
    }
  }

  /** True where the frame is over. */
  private afterBlock(): boolean {
    this.part = Part.BlockHeader;
    if (!this.lastBlock) {
      return false;
    }
    if (this.checksum) {
      this.part = Part.Checksum;
      this.remaining = 4;
      return false;
    }
    this.part = Part.FrameHeader;
    return true;
  }
}

type ZstdFactory = (options?: { chunkSize?: number }) => Transform;

/** Decodes one frame; its `end` leaves the target open. */
interface FrameDecoder extends Sink {
  /** Bytes after which it must be written to, so that what they expand to stays in bounds. */
  readonly most: number;
}

/** Node's own decoder is four times as fast as the one in JavaScript. */
async function newDecoder(target: Sink): Promise<FrameDecoder> {
  const create = (zlib as unknown as { createZstdDecompress?: ZstdFactory }).createZstdDecompress;
  if (typeof create === 'function') {
    return Object.assign(new TransformSink(create({ chunkSize: 256 * 1024 }), target, 'zstd', false), { most: Infinity });
  }
  // Loaded on first use: most images need no zstd, and newer runtimes have their own.
  const { Decompress } = await import('fzstd');
  return new FzstdDecoder(Decompress, target);
}

class FzstdDecoder implements FrameDecoder {
  /** Decoding is synchronous: with one block at a time (it expands to 128 KiB at most) the target can hold back and stop a bomb. */
  readonly most = 1;
  private readonly decoder: FzstdDecompress;
  private output: Buffer[] = [];

  constructor(Decompress: typeof FzstdDecompress, private readonly target: Sink) {
    this.decoder = new Decompress((part) => {
      // The decoder reuses the memory of what it hands out.
      this.output.push(Buffer.from(part));
    });
  }

  async write(chunk: Buffer): Promise<void> {
    // The caller may reuse the chunk, and fzstd keeps a part of it where a block is incomplete.
    await this.push(Buffer.from(chunk), false);
  }

  async end(): Promise<void> {
    await this.push(Buffer.alloc(0), true);
  }

  destroy(): void {
    this.output = [];
  }

  private async push(chunk: Buffer, final: boolean): Promise<void> {
    try {
      this.decoder.push(chunk, final);
    } catch (error) {
      throw new DamagedError(`the zstd stream is damaged: ${messageOf(error)}`, { cause: error });
    }
    const parts = this.output;
    this.output = [];
    for (const part of parts) {
      if (part.length > 0) {
        await this.target.write(part);
      }
    }
  }
}
