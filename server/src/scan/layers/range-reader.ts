import { DamagedError, messageOf } from '../errors';
import type { Limits } from '../limits';
import type { CatalogueResult } from '../packages/cataloguer';
import { headBytes, type ByteRange, type RangeCataloguer, type RangeReading } from '../packages/range-cataloguer';
import type { LayerInventory, Problem } from '../types';
import { cleanPath } from './paths';
import { expandSparse } from './sparse';
import type { TarEntry } from './tar';

const nothing = Buffer.alloc(0);

/** One cataloguer's reading of one file, fed with the file's bytes in their order, as often as it takes. */
class Examination {
  readonly found: CatalogueResult = { packages: [], osOwned: [], problems: [] };
  private readonly reading: RangeReading;
  /** The range asked for, and its bytes so far. Undefined when the reading is over. */
  private wanted: ByteRange | undefined;
  private bytes = nothing;
  private filled = 0;
  /** The range given last, from which others are answered. */
  private last: { readonly start: number; readonly bytes: Buffer } = { start: 0, bytes: nothing };

  constructor(
    readonly cataloguer: RangeCataloguer,
    private readonly path: string,
    private readonly size: number,
    private readonly mostBytes: number,
  ) {
    this.reading = cataloguer.read(path, size, this.found);
    this.advance(() => this.reading.next());
  }

  get isOver(): boolean {
    return this.wanted === undefined;
  }

  /** Bytes of the file that begin at `offset`. */
  offer(part: Buffer, offset: number): void {
    while (this.wanted !== undefined) {
      const from = this.wanted.start + this.filled - offset;
      // Before these bytes: for another reading of the layer. Behind them: to come.
      if (from < 0 || from >= part.length) return;
      this.filled += part.copy(this.bytes, this.filled, from);
      if (this.filled < this.bytes.length) return;
      this.give({ start: this.wanted.start, bytes: this.bytes });
    }
  }

  /** The file is going to be offered from its beginning again. */
  rewind(): void {
    this.filled = 0;
  }

  private give(answer: { readonly start: number; readonly bytes: Buffer }): void {
    this.last = answer;
    this.advance(() => this.reading.next(answer.bytes));
  }

  private advance(step: () => IteratorResult<ByteRange, void>): void {
    try {
      for (let next = step(); ; next = this.reading.next(this.answerOf(this.wanted as ByteRange))) {
        this.wanted = next.done ? undefined : this.clamp(next.value);
        if (this.wanted === undefined || !this.isAtHand(this.wanted)) break;
      }
      if (this.wanted !== undefined) {
        this.bytes = Buffer.allocUnsafe(this.wanted.end - this.wanted.start);
        this.filled = 0;
        return;
      }
    } catch (error) {
      this.wanted = undefined;
      this.found.problems.push({ where: this.path, message: `not read: ${messageOf(error)}` });
    }
    this.bytes = nothing;
    this.last = { start: 0, bytes: nothing };
  }

  private clamp({ start, end }: ByteRange): ByteRange {
    const range = { start: Math.min(Math.max(start, 0), this.size), end: Math.min(Math.max(end, start, 0), this.size) };
    if (range.end - range.start > this.mostBytes) {
      throw new DamagedError(`it has a part of ${range.end - range.start} bytes, more than ${this.mostBytes}`);
    }
    return range;
  }

  private isAtHand({ start, end }: ByteRange): boolean {
    return start === end || (start >= this.last.start && end <= this.last.start + this.last.bytes.length);
  }

  private answerOf({ start, end }: ByteRange): Buffer {
    return start === end ? nothing : this.last.bytes.subarray(start - this.last.start, end - this.last.start);
  }
}

/** The file whose body passes now. */
interface Passing {
  readonly path: string;
  readonly size: number;
  readonly wanting: readonly RangeCataloguer[];
  /** Undefined until the first bytes have told who reads it. */
  examinations: readonly Examination[] | undefined;
  /** The first bytes until then; after that the whole file where it is small enough. */
  held: Buffer | undefined;
  length: number;
}

type Found = Pick<LayerInventory, 'catalogued' | 'replaced' | 'problems'>;

/** Shows the files of a layer to the cataloguers that read them by ranges. A path that comes twice counts as its last entry. */
export class RangeReader {
  private readonly files = new Map<string, readonly Examination[]>();
  private readonly replaced = new Set<string>();
  private readonly problems: Problem[] = [];
  private passing: Passing | undefined;
  /** Kept from file to file, so that not each of them takes memory of its own. */
  private buffer = nothing;
  private count = 0;

  constructor(
    private readonly cataloguers: readonly RangeCataloguer[],
    private readonly limits: Limits,
  ) {}

  /** True where a file's body is needed: then `body` for each part, and `end`. */
  entry(path: string, entry: TarEntry): boolean {
    this.passing = undefined;
    this.files.delete(path);
    const mode = entry.type === 'file' || entry.type === 'link' ? entry.mode : 0;
    const wanting = this.cataloguers.filter((cataloguer) => cataloguer.wants(path, mode));
    if (wanting.length === 0) return false;
    if (++this.count > this.limits.cataloguedFiles) {
      if (this.count === this.limits.cataloguedFiles + 1) this.problem(path, `not read, nor others after it: the layer has more than ${this.limits.cataloguedFiles} programs and archives`);
      return false;
    }
    this.replaced.add(path);
    if (entry.type === 'link') this.noteLink(path, entry, wanting);
    return entry.type === 'file' && this.begin(path, entry, wanting);
  }

  body(part: Buffer): void {
    const { passing } = this;
    if (passing === undefined) return;
    if (passing.examinations === undefined) this.sniff(passing, part);
    else this.take(passing, part);
  }

  end(entry: TarEntry): void {
    const { passing } = this;
    this.passing = undefined;
    if (passing === undefined) return;
    if (passing.examinations === undefined) this.choose(passing, passing.held ?? nothing);
    const { held } = passing;
    if (held === undefined) return;
    try {
      const stored = held.subarray(0, passing.length);
      const content = entry.sparse === undefined ? stored : expandSparse(stored, entry.sparse, this.limits.sparseSegments);
      passing.examinations?.forEach((examination) => examination.offer(content, 0));
    } catch (error) {
      this.files.delete(passing.path);
      this.problem(passing.path, messageOf(error));
    }
  }

  /** Files of which a part is needed that has passed already. */
  unfinished(): ReadonlyMap<string, readonly Examination[]> {
    return new Map([...this.files].filter(([, examinations]) => examinations.some(({ isOver }) => !isOver)));
  }

  result(): Found {
    const catalogued: LayerInventory['catalogued'][number][] = [];
    const problems = [...this.problems];
    for (const [path, examinations] of this.files) {
      for (const { cataloguer, found, isOver } of examinations) {
        if (!isOver) problems.push({ where: path, message: 'not read: its parts lie in an order that takes too many readings of the layer' });
        problems.push(...found.problems);
        if (found.packages.length > 0) {
          catalogued.push({ path, cataloguer: cataloguer.name, packages: found.packages });
          this.replaced.delete(path);
        }
      }
    }
    return { catalogued, replaced: [...this.replaced], problems };
  }

  private begin(path: string, entry: TarEntry, wanting: readonly RangeCataloguer[]): boolean {
    const size = Math.max(entry.size, entry.sparse?.realSize ?? 0);
    if (entry.sparse !== undefined && size > this.limits.heldFileBytes) {
      this.problem(path, `not read: a sparse file of ${size} bytes, more than ${this.limits.heldFileBytes}`);
      return false;
    }
    this.passing = { path, size, wanting, examinations: undefined, held: undefined, length: 0 };
    if (entry.sparse !== undefined) this.start(this.passing, wanting);
    return true;
  }

  /** The packages of a linked file are those of its own path. */
  private noteLink(path: string, entry: TarEntry, wanting: readonly RangeCataloguer[]): void {
    const target = cleanPath(entry.linkPath) ?? '';
    if (!wanting.every((cataloguer) => cataloguer.wants(target, entry.mode))) this.problem(path, `not read: a hard link to ${target}`);
  }

  private sniff(passing: Passing, part: Buffer): void {
    const head = passing.held === undefined ? part : Buffer.concat([passing.held, part]);
    if (head.length < headBytes && head.length < passing.size) {
      passing.held = Buffer.from(head);
      return;
    }
    this.choose(passing, head);
    this.take(passing, head);
  }

  private choose(passing: Passing, head: Buffer): void {
    passing.held = undefined;
    this.start(passing, passing.wanting.filter((cataloguer) => cataloguer.accepts(head.subarray(0, headBytes))));
  }

  private start(passing: Passing, accepting: readonly RangeCataloguer[]): void {
    const { path, size } = passing;
    passing.examinations = accepting.map((cataloguer) => new Examination(cataloguer, path, size, this.limits.heldFileBytes));
    if (accepting.length === 0) return;
    this.files.set(path, passing.examinations);
    if (size <= this.limits.heldFileBytes) {
      if (this.buffer.length < size) this.buffer = Buffer.allocUnsafe(Math.max(size, Math.min(2 * this.buffer.length, this.limits.heldFileBytes)));
      passing.held = this.buffer;
    }
  }

  private take(passing: Passing, part: Buffer): void {
    if (passing.held !== undefined) part.copy(passing.held, passing.length);
    else passing.examinations?.forEach((examination) => examination.offer(part, passing.length));
    passing.length += part.length;
  }

  private problem(where: string, message: string): void {
    if (this.problems.length <= this.limits.problems) this.problems.push({ where, message });
  }
}

/** Shows files to their readings once more, in another reading of the layer. */
export class RangeContinuation {
  private current: readonly Examination[] = [];
  private offset = 0;

  constructor(private readonly unfinished: ReadonlyMap<string, readonly Examination[]>) {}

  entry(entry: TarEntry): boolean {
    this.current = entry.type === 'file' ? (this.unfinished.get(cleanPath(entry.path) ?? '') ?? []) : [];
    this.offset = 0;
    this.current.forEach((examination) => examination.rewind());
    return this.current.length > 0;
  }

  body(part: Buffer): void {
    this.current.forEach((examination) => examination.offer(part, this.offset));
    this.offset += part.length;
  }
}
