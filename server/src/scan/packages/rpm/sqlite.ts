/**
 * Reads the packages' blobs out of an SQLite database (rpm 4.16 and later: Fedora, RHEL 9, …). Source: sqlite.org/fileformat2.html.
 */
import { DamagedError, messageOf } from '../../errors';
import type { OnDamage } from './database';
import { Pages } from './pages';

const magic = Buffer.from('SQLite format 3\0', 'latin1');
const fileHeaderBytes = 100;
const interiorTable = 0x05;
const leafTable = 0x0d;

export function isSqlite(content: Buffer): boolean {
  return content.length >= fileHeaderBytes && content.subarray(0, magic.length).equals(magic);
}

/**
 * The second column of rpm's table `Packages(hnum, blob)`, in the order of the rows. A write-ahead log beside the file is not looked at.
 *
 * @throws DamagedError where the table cannot be found
 */
export function* sqliteBlobs(content: Buffer, onDamage: OnDamage): Generator<Buffer> {
  const file = new SqliteFile(content);
  for (const record of file.rows(file.rootOf('Packages'), onDamage)) {
    const [, blob] = columnsOf(record);
    if (blob?.kind === 'blob') yield blob.bytes;
    else onDamage('a row has no blob');
  }
}

class SqliteFile {
  private readonly pages: Pages;
  /** Bytes of a page that the format uses: the rest is reserved for extensions. */
  private readonly usable: number;

  constructor(private readonly content: Buffer) {
    const pageBytes = content.readUInt16BE(16) === 1 ? 65_536 : content.readUInt16BE(16);
    if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0) throw new DamagedError(`it names a page size of ${pageBytes}`);
    this.usable = pageBytes - (content[20] as number);
    if (this.usable < 480) throw new DamagedError(`it uses ${this.usable} bytes of a page`);
    this.pages = new Pages(content, pageBytes, 1);
  }

  /** The page at which a table begins, by the table of tables, which begins at page 1. */
  rootOf(table: string): number {
    const damages: string[] = [];
    for (const record of this.rows(1, (reason) => damages.push(reason))) {
      const [type, name, , root] = columnsOf(record);
      if (textOf(type) === 'table' && textOf(name) === table && root?.kind === 'integer') return root.value;
    }
    throw new DamagedError(damages[0] ?? `it has no table ${table}`);
  }

  /** Records of a table: a b-tree whose leaves hold the rows. */
  *rows(root: number, onDamage: OnDamage): Generator<Buffer> {
    const waiting = [root];
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      try {
        const page = this.pages.take(number);
        const start = number === 1 ? fileHeaderBytes : 0;
        const kind = page[start] as number;
        if (kind === interiorTable) waiting.push(...childrenOf(page, start).reverse());
        else if (kind === leafTable) yield* this.recordsOf(page, start, onDamage);
        else throw new DamagedError(`page ${number} is no part of a table`);
      } catch (error) {
        onDamage(messageOf(error));
      }
    }
  }

  private *recordsOf(page: Buffer, start: number, onDamage: OnDamage): Generator<Buffer> {
    for (const cell of cellsOf(page, start, 8)) {
      let record: Buffer;
      try {
        record = this.recordAt(page, cell);
      } catch (error) {
        onDamage(messageOf(error));
        continue;
      }
      yield record;
    }
  }

  /** What does not fit into the page continues in a chain of others. */
  private recordAt(page: Buffer, cell: number): Buffer {
    const length = readVarint(page, cell);
    const rowId = readVarint(page, length.end);
    if (length.value > this.content.length) throw new DamagedError('a row is longer than the file');
    const local = this.localBytes(length.value);
    const chained = rowId.end + local;
    if (chained + (local < length.value ? 4 : 0) > page.length) throw new DamagedError('a row leaves its page');
    const first = page.subarray(rowId.end, chained);
    if (local === length.value) return first;
    const parts = [first];
    let missing = length.value - local;
    for (let number = page.readUInt32BE(chained); missing > 0; ) {
      const next = this.pages.take(number);
      const part = next.subarray(4, Math.min(this.usable, 4 + missing));
      parts.push(part);
      missing -= part.length;
      number = next.readUInt32BE(0);
    }
    return Buffer.concat(parts);
  }

  /** Bytes of a row that stand in its own page: names as in the format's description. */
  private localBytes(length: number): number {
    const most = this.usable - 35;
    if (length <= most) return length;
    const least = Math.floor(((this.usable - 12) * 32) / 255) - 23;
    const fitting = least + ((length - least) % (this.usable - 4));
    return fitting <= most ? fitting : least;
  }
}

/** Where the cells of a page lie. */
function cellsOf(page: Buffer, start: number, headerBytes: number): number[] {
  const count = page.readUInt16BE(start + 3);
  const pointers = start + headerBytes;
  if (pointers + count * 2 > page.length) throw new DamagedError('a page has more cells than it has room for');
  return Array.from({ length: count }, (_, index) => page.readUInt16BE(pointers + index * 2));
}

function childrenOf(page: Buffer, start: number): number[] {
  const children = cellsOf(page, start, 12).map((cell) => {
    if (cell + 4 > page.length) throw new DamagedError('a cell leaves its page');
    return page.readUInt32BE(cell);
  });
  return [...children, page.readUInt32BE(start + 8)];
}

type Column = { readonly kind: 'integer'; readonly value: number } | { readonly kind: 'text' | 'blob'; readonly bytes: Buffer } | { readonly kind: 'other' };

const integerBytes: readonly number[] = [0, 1, 2, 3, 4, 6, 8];

/** The columns of a record, as far as it goes: the types of all, then the values of all. */
function columnsOf(record: Buffer): Column[] {
  const columns: Column[] = [];
  const header = readVarint(record, 0);
  let value = header.value;
  for (let at = header.end; at < Math.min(header.value, record.length); ) {
    const type = readVarint(record, at);
    at = type.end;
    const end = value + sizeOf(type.value);
    if (end > record.length) break;
    columns.push(columnOf(type.value, record.subarray(value, end)));
    value = end;
  }
  return columns;
}

/** Bytes of a value by its type: 12 and more are blobs (even) and texts (odd) of any length. */
function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return type === 7 ? 8 : (integerBytes[type] ?? 0);
}

function columnOf(type: number, bytes: Buffer): Column {
  if (type >= 12) return { kind: type % 2 === 0 ? 'blob' : 'text', bytes };
  if (type === 8 || type === 9) return { kind: 'integer', value: type - 8 };
  return type >= 1 && type <= 5 ? { kind: 'integer', value: bytes.readIntBE(0, bytes.length) } : { kind: 'other' };
}

function textOf(column: Column | undefined): string | undefined {
  return column?.kind === 'text' ? column.bytes.toString('utf8') : undefined;
}

/** Seven bits a byte, the high ones first, as long as the eighth bit is set; a ninth byte counts whole. Inexact above 2^53, which is far behind the end of any file. */
function readVarint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < start + 9; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) throw new DamagedError('a number leaves its page');
    if (at === start + 8) return { value: value * 256 + byte, end: at + 1 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return { value, end: start + 9 };
}
