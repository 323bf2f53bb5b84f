/**
 * Reads the values of a Berkeley DB hash (rpm before 4.16: CentOS 7, RHEL 8). Buckets need not be followed to read all: every page
 * of the hash is looked at once. Numbers have the byte order of the machine that wrote them. Source: dbinc/db_page.h of Berkeley DB.
 */
import { DamagedError, messageOf } from '../../errors';
import type { OnDamage } from './database';
import { Pages } from './pages';

const hashMagic = 0x061561;
const metadataBytes = 512;
const pageHeaderBytes = 26;
/** Kinds of pages; those that are not read hold nothing of the table, or are reached from those that are. */
const Page = { HashUnsorted: 2, Overflow: 7, Hash: 13 } as const;
/** Kinds of items: the bytes themselves, or where a chain of pages with them begins. */
const Item = { Inline: 1, OffPage: 3 } as const;

export function isBerkeleyHash(content: Buffer): boolean {
  return content.length >= metadataBytes && (content.readUInt32LE(12) === hashMagic || content.readUInt32BE(12) === hashMagic);
}

/** @throws DamagedError where the file is encrypted or names an impossible page size */
export function* berkeleyBlobs(content: Buffer, onDamage: OnDamage): Generator<Buffer> {
  const hash = new BerkeleyHash(content);
  yield* hash.values(onDamage);
}

class BerkeleyHash {
  private readonly pages: Pages;
  private readonly littleEndian: boolean;

  constructor(private readonly content: Buffer) {
    this.littleEndian = content.readUInt32LE(12) === hashMagic;
    const pageBytes = this.uint32(content, 20);
    if (pageBytes < 512 || pageBytes > 65_536 || (pageBytes & (pageBytes - 1)) !== 0) throw new DamagedError(`it names a page size of ${pageBytes}`);
    if (content[24] !== 0) throw new DamagedError('it is encrypted');
    this.pages = new Pages(content, pageBytes, 0);
  }

  *values(onDamage: OnDamage): Generator<Buffer> {
    // A page that is cut off at the end of the file is asked for, and so named.
    for (let number = 1; number < this.pages.count; number += 1) {
      let found: Buffer[] = [];
      try {
        found = this.valuesOf(number, onDamage);
      } catch (error) {
        onDamage(messageOf(error));
      }
      yield* found;
    }
  }

  private valuesOf(number: number, onDamage: OnDamage): Buffer[] {
    const page = this.pages.look(number);
    if (page[25] !== Page.Hash && page[25] !== Page.HashUnsorted) return [];
    this.pages.take(number);
    const items = this.uint16(page, 20);
    if (pageHeaderBytes + items * 2 > page.length) throw new DamagedError(`page ${number} has more items than it has room for`);
    const values: Buffer[] = [];
    // Keys and values take turns.
    for (let key = 0; key + 1 < items; key += 2) {
      try {
        // What stands under the number 0 is the highest number that was given to a package.
        if (this.isZero(this.itemAt(page, key))) continue;
        values.push(this.valueOf(this.itemAt(page, key + 1)));
      } catch (error) {
        onDamage(messageOf(error));
      }
    }
    return values;
  }

  /** Items fill a page from its end: each lasts until the one before it begins. */
  private itemAt(page: Buffer, index: number): Buffer {
    const start = this.uint16(page, pageHeaderBytes + index * 2);
    const end = index === 0 ? page.length : this.uint16(page, pageHeaderBytes + (index - 1) * 2);
    if (start < pageHeaderBytes || start >= end || end > page.length) throw new DamagedError('an item leaves its page');
    return page.subarray(start, end);
  }

  private isZero(key: Buffer): boolean {
    return key[0] === Item.Inline && key.length === 5 && key.readUInt32LE(1) === 0;
  }

  private valueOf(item: Buffer): Buffer {
    if (item[0] === Item.Inline) return item.subarray(1);
    if (item[0] !== Item.OffPage || item.length < 12) throw new DamagedError('an item is of a kind that rpm does not write');
    const length = this.uint32(item, 8);
    if (length > this.content.length) throw new DamagedError('a value is longer than the file');
    const parts: Buffer[] = [];
    let missing = length;
    for (let number = this.uint32(item, 4); missing > 0; ) {
      const page = this.pages.take(number);
      const used = this.uint16(page, 22);
      if (page[25] !== Page.Overflow || used === 0 || used > missing || pageHeaderBytes + used > page.length) throw new DamagedError(`page ${number} is no part of a value`);
      parts.push(page.subarray(pageHeaderBytes, pageHeaderBytes + used));
      missing -= used;
      number = this.uint32(page, 16);
    }
    return Buffer.concat(parts);
  }

  private uint16(bytes: Buffer, at: number): number {
    return this.littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  private uint32(bytes: Buffer, at: number): number {
    return this.littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }
}
