import { DamagedError } from '../errors';
import type { Limits } from '../limits';
import type { SparseMap } from './sparse';
import { blockSize, decodeName, isZeroBlock, parseHeader, parsePax, readSparseSegments, type PaxRecords, type SparseSegment, type TarHeader } from './tar-header';

export type TarEntryType = 'file' | 'link' | 'symlink' | 'directory' | 'other';

export interface TarEntry {
  /** As the archive has it: may be absolute, hold `..`, or end in a slash. */
  readonly path: string;
  readonly type: TarEntryType;
  /** Bytes of the body in the archive; less than the file's size where it is sparse. */
  readonly size: number;
  /** Permissions with the setuid, setgid and sticky bits. */
  readonly mode: number;
  /** Target of a link or symlink, else empty. */
  readonly linkPath: string;
  /** Offset of the body in the tar. */
  readonly offset: number;
  readonly sparse?: SparseMap;
}

/** Told of what a `TarScanner` meets, in the order of the archive. Its exceptions come out of `write`. */
export interface TarVisitor {
  /** True asks for the body: `body` for each part of it, then `end`. */
  entry(entry: TarEntry): boolean;
  /** `part` is a view into the chunk given to `write`: copy what must outlive the call, unless the chunk is never reused. */
  body(part: Buffer, entry: TarEntry): void;
  end(entry: TarEntry): void;
}

const enum State {
  Header,
  Extended,
  SparseMap,
  Body,
  Skip,
  Done,
}

const nothing = Buffer.alloc(0);

/**
 * Reads a tar as its bytes come, without copying bodies. Push style, so that the caller decides where bytes come from: a caller that can
 * seek moves over the bodies that nobody asked for (`skippable`, `skip`) instead of reading them.
 *
 * Own code and not a library, because the offsets, the skipping, the limits and the tolerance of damage are what a scanner is made of.
 */
export class TarScanner {
  private state = State.Header;
  /** Offset of the next byte that `write` gets. */
  private position = 0;
  /** Bytes of the current body, and of the padding after it, still to come. */
  private remaining = 0;
  private padding = 0;
  private entries = 0;
  private zeroBlocks = 0;
  private readonly partial = Buffer.alloc(blockSize);
  private partialLength = 0;
  private current: TarEntry | undefined;
  private extendedHeader: { type: string; at: number; bytes: Buffer } | undefined;
  private extendedLength = 0;
  private sparseHeader: { header: TarHeader; segments: SparseSegment[] } | undefined;
  /** What extended headers say of the entry to come. */
  private pax: PaxRecords = {};
  private longPath: string | undefined;
  private longLink: string | undefined;

  constructor(
    private readonly visitor: TarVisitor,
    private readonly limits: Pick<Limits, 'extendedHeaderBytes' | 'sparseSegments'> & { readonly entries: number },
  ) {}

  /** Bytes from here on that the scanner will not look at. Infinity after the end of the archive. */
  get skippable(): number {
    return this.state === State.Done ? Infinity : this.state === State.Skip ? this.remaining + this.padding : 0;
  }

  /** Tells that the caller has moved over that many bytes; at most `skippable`. */
  skip(count: number): void {
    this.position += count;
    if (this.state === State.Done) {
      return;
    }
    const ofBody = Math.min(count, this.remaining);
    this.remaining -= ofBody;
    this.padding -= count - ofBody;
    if (this.remaining + this.padding === 0) {
      this.state = State.Header;
    }
  }

  /** @throws DamagedError where the bytes are no tar or pass a limit; whatever the visitor throws. */
  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.state === State.Done) {
        this.position += chunk.length - at;
        return;
      }
      if (this.state === State.Skip) {
        const count = Math.min(this.skippable, chunk.length - at);
        this.skip(count);
        at += count;
      } else if (this.state === State.Body || this.state === State.Extended) {
        at += this.takeBody(chunk, at);
      } else {
        at += this.takeBlock(chunk, at);
      }
    }
  }

  /** To be called when there are no more bytes. @throws DamagedError where the archive stops in the middle of an entry. */
  finish(): void {
    if (this.state === State.Done) {
      return;
    }
    const expectsMore = this.pax.path !== undefined || this.longPath !== undefined || this.longLink !== undefined;
    if (this.state !== State.Header || this.partialLength > 0 || expectsMore) {
      throw new DamagedError(`the tar ends too early, at byte ${this.position}${this.current === undefined ? '' : `, in or after ${this.current.path}`}`);
    }
  }

  private takeBlock(chunk: Buffer, at: number): number {
    if (this.partialLength === 0 && chunk.length - at >= blockSize) {
      this.position += blockSize;
      this.onBlock(chunk.subarray(at, at + blockSize));
      return blockSize;
    }
    const count = Math.min(blockSize - this.partialLength, chunk.length - at);
    chunk.copy(this.partial, this.partialLength, at, at + count);
    this.partialLength += count;
    this.position += count;
    if (this.partialLength === blockSize) {
      this.partialLength = 0;
      this.onBlock(this.partial);
    }
    return count;
  }

  private takeBody(chunk: Buffer, at: number): number {
    const ofBody = Math.min(this.remaining, chunk.length - at);
    if (ofBody > 0) {
      const part = chunk.subarray(at, at + ofBody);
      if (this.extendedHeader !== undefined) {
        part.copy(this.extendedHeader.bytes, this.extendedLength);
        this.extendedLength += ofBody;
      } else if (this.current !== undefined) {
        this.visitor.body(part, this.current);
      }
      this.remaining -= ofBody;
      this.position += ofBody;
    }
    if (this.remaining > 0) {
      return ofBody;
    }
    if (this.extendedHeader !== undefined) {
      this.onExtendedHeader();
    } else if (this.current !== undefined) {
      this.visitor.end(this.current);
    }
    this.state = this.padding > 0 ? State.Skip : State.Header;
    return ofBody;
  }

  private onBlock(block: Buffer): void {
    const at = this.position - blockSize;
    if (this.state === State.SparseMap) {
      this.onSparseMap(block, at);
      return;
    }
    if (isZeroBlock(block)) {
      this.zeroBlocks++;
      if (this.zeroBlocks === 2) {
        this.state = State.Done;
      }
      return;
    }
    this.zeroBlocks = 0;
    if (++this.entries > this.limits.entries) {
      throw new DamagedError(`the tar has more than ${this.limits.entries} entries`);
    }
    const header = parseHeader(block, at);
    switch (header.type) {
      case 'x':
      case 'X':
      case 'L':
      case 'K':
        if (header.size > this.limits.extendedHeaderBytes) {
          throw new DamagedError(`the extended tar header at byte ${at} has ${header.size} bytes, more than ${this.limits.extendedHeaderBytes}`);
        }
        this.extendedHeader = { type: header.type, at, bytes: header.size === 0 ? nothing : Buffer.allocUnsafe(header.size) };
        this.extendedLength = 0;
        this.beginBody(header.size, State.Extended);
        break;
      case 'g':
        // Container engines do not apply global headers to the entries after them either.
        this.beginBody(header.size, State.Skip);
        break;
      case 'S':
        this.sparseHeader = { header, segments: [...(header.sparse?.segments ?? [])] };
        if (header.sparse?.extended) {
          this.state = State.SparseMap;
        } else {
          this.onSparseHeader();
        }
        break;
      default:
        this.onHeader(header, this.pax.sparse);
    }
  }

  private onSparseMap(block: Buffer, at: number): void {
    const pending = this.sparseHeader;
    if (pending === undefined) {
      return;
    }
    readSparseSegments(block, 0, 21, pending.segments, at);
    if (pending.segments.length > this.limits.sparseSegments) {
      throw new DamagedError(`the sparse map at byte ${at} is too long`);
    }
    if (block[504] === 0) {
      this.onSparseHeader();
    }
  }

  private onSparseHeader(): void {
    const pending = this.sparseHeader;
    this.sparseHeader = undefined;
    if (pending !== undefined) {
      this.onHeader(pending.header, { segments: pending.segments, realSize: pending.header.sparse?.realSize ?? 0, inBody: false });
    }
  }

  private onHeader(header: TarHeader, sparse: SparseMap | undefined): void {
    const type = entryType(header.type);
    // A size on an entry that has no body (a hard link's is often its file's) counts no bytes, as in Go's reader.
    const size = type === 'file' || !withoutBody.has(header.type) ? (this.pax.size ?? header.size) : 0;
    const entry: TarEntry = {
      path: this.pax.path ?? this.longPath ?? header.path,
      type,
      size,
      mode: header.mode,
      linkPath: type === 'link' || type === 'symlink' ? (this.pax.linkPath ?? this.longLink ?? header.linkPath) : '',
      offset: this.position,
      ...(sparse === undefined ? {} : { sparse }),
    };
    this.pax = {};
    this.longPath = undefined;
    this.longLink = undefined;
    this.current = entry;
    const wanted = this.visitor.entry(entry);
    if (wanted && size === 0) {
      this.visitor.end(entry);
    }
    this.beginBody(size, wanted ? State.Body : State.Skip);
  }

  private beginBody(size: number, state: State.Extended | State.Body | State.Skip): void {
    this.remaining = size;
    this.padding = (blockSize - (size % blockSize)) % blockSize;
    this.state = size === 0 ? State.Header : state;
    if (size === 0 && state === State.Extended) {
      this.onExtendedHeader();
    }
  }

  private onExtendedHeader(): void {
    const header = this.extendedHeader;
    this.extendedHeader = undefined;
    if (header === undefined) {
      return;
    }
    if (header.type === 'L' || header.type === 'K') {
      const end = header.bytes.indexOf(0);
      const text = decodeName(end < 0 ? header.bytes : header.bytes.subarray(0, end));
      if (header.type === 'L') {
        this.longPath = text;
      } else {
        this.longLink = text;
      }
      return;
    }
    this.pax = { ...this.pax, ...parsePax(header.bytes, header.at, this.limits) };
  }
}

const withoutBody = new Set(['1', '2', '3', '4', '5', '6']);

function entryType(flag: string): TarEntryType {
  switch (flag) {
    case '0':
    case '7':
    case 'S':
      return 'file';
    case '1':
      return 'link';
    case '2':
      return 'symlink';
    case '5':
      return 'directory';
    default:
      return 'other';
  }
}
