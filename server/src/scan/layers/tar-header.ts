/**
 * The 512-byte header of a tar entry and the records of a pax extended header.
 * Forms read: v7, POSIX ustar, pax, GNU (long names, base-256 numbers, old sparse files). Source: POSIX.1-2017 pax, GNU tar manual.
 */
import { isUtf8 } from 'node:buffer';
import { DamagedError } from '../errors';

export const blockSize = 512;

/** One stretch of data in a sparse file; what lies between the stretches is zeros. */
export interface SparseSegment {
  readonly offset: number;
  readonly length: number;
}

export interface TarHeader {
  readonly path: string;
  readonly linkPath: string;
  readonly size: number;
  /** Permissions with the setuid, setgid and sticky bits; 0 where the field cannot be read. */
  readonly mode: number;
  /** The type flag's character; `0` for the NUL of old archives. */
  readonly type: string;
  /** Set for GNU's type `S`: the map's beginning, whether blocks with more of it follow, and the size with the holes. */
  readonly sparse?: { readonly segments: SparseSegment[]; readonly extended: boolean; readonly realSize: number };
}

/**
 * Text of a name field or pax value. Names that are not UTF-8 are read as Latin-1: what old archives hold mostly is, and two different
 * names never become the same one, as they could with replacement characters.
 */
export function decodeName(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}

function textField(block: Buffer, start: number, length: number): string {
  let end = start;
  while (end < start + length && block[end] !== 0) {
    end++;
  }
  return end === start ? '' : decodeName(block.subarray(start, end));
}

/** Octal text, or GNU's base-256 form where the first bit is set. `at` is the header's offset, for messages. */
function numberField(block: Buffer, start: number, length: number, what: string, at: number): number {
  const first = block[start] ?? 0;
  if (first & 0x80) {
    let value = first & 0x3f;
    for (let i = start + 1; i < start + length; i++) {
      value = value * 256 + (block[i] ?? 0);
    }
    if (first & 0x40 || !Number.isSafeInteger(value)) {
      throw new DamagedError(`the ${what} in the tar header at byte ${at} is negative or too large`);
    }
    return value;
  }
  let value = 0;
  let digits = false;
  for (let i = start; i < start + length; i++) {
    const byte = block[i] ?? 0;
    if (byte >= 0x30 && byte <= 0x37) {
      value = value * 8 + (byte - 0x30);
      digits = true;
    } else if (byte === 0 || byte === 0x20) {
      if (digits) {
        break;
      }
    } else {
      throw new DamagedError(`the ${what} in the tar header at byte ${at} is not a number`);
    }
  }
  return value;
}

/** Nothing that is read depends on the mode, so that a damaged one costs nothing. Go writes the file type into it too; that is left out. */
function modeField(block: Buffer): number {
  let value = 0;
  for (let i = 100; i < 108; i++) {
    const byte = block[i] ?? 0;
    if (byte >= 0x30 && byte <= 0x37) {
      value = value * 8 + (byte - 0x30);
    } else if (byte !== 0 && byte !== 0x20) {
      return 0;
    }
  }
  return value & 0o7777;
}

export function isZeroBlock(block: Buffer): boolean {
  for (let i = 0; i < blockSize; i++) {
    if (block[i] !== 0) {
      return false;
    }
  }
  return true;
}

/** Whether these 512 bytes can be a tar header: the only test that also knows archives older than the `ustar` magic. */
export function hasValidChecksum(block: Buffer): boolean {
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < blockSize; i++) {
    const byte = i >= 148 && i < 156 ? 0x20 : (block[i] as number);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  let stated: number;
  try {
    stated = numberField(block, 148, 8, 'checksum', 0);
  } catch {
    return false;
  }
  return stated === unsigned || stated === signed;
}

/** @throws DamagedError where the block is no header. `at` is its offset in the tar, for the message. */
export function parseHeader(block: Buffer, at: number): TarHeader {
  if (!hasValidChecksum(block)) {
    throw new DamagedError(`there is no valid tar header at byte ${at} (wrong checksum)`);
  }
  const flag = block[156] ?? 0;
  let path = textField(block, 0, 100);
  let type = flag === 0 ? '0' : String.fromCharCode(flag);
  // "ustar\0" has a path prefix; GNU's "ustar  \0" keeps times and sparse maps at the same place.
  const gnu = block.toString('latin1', 257, 265) === 'ustar  \0';
  if (!gnu && block.toString('latin1', 257, 262) === 'ustar') {
    const prefix = textField(block, 345, 155);
    if (prefix !== '') {
      path = `${prefix}/${path}`;
    }
  }
  if (type === '0' && path.endsWith('/')) {
    type = '5';
  }
  const size = numberField(block, 124, 12, 'size', at);
  const mode = modeField(block);
  const linkPath = textField(block, 157, 100);
  if (type === 'S') {
    const segments: SparseSegment[] = [];
    readSparseSegments(block, 386, 4, segments, at);
    return { path, linkPath, size, mode, type, sparse: { segments, extended: block[482] !== 0, realSize: numberField(block, 483, 12, 'real size', at) } };
  }
  return { path, linkPath, size, mode, type };
}

/** Appends up to `count` segments of an old GNU sparse map that begins at `start` of the block. */
export function readSparseSegments(block: Buffer, start: number, count: number, segments: SparseSegment[], at: number): void {
  for (let i = 0; i < count; i++) {
    const field = start + i * 24;
    if (block[field] === 0) {
      return;
    }
    segments.push({ offset: numberField(block, field, 12, 'sparse map', at), length: numberField(block, field + 12, 12, 'sparse map', at) });
  }
}

/** The records of a pax header that a reader of packages needs; the others (times, owners, extended attributes) are left out. */
export interface PaxRecords {
  path?: string;
  linkPath?: string;
  size?: number;
  /** GNU's three pax forms of sparse files. `inBody`: the map stands at the beginning of the body (form 1.0). */
  sparse?: { segments: SparseSegment[]; realSize: number; inBody: boolean };
}

/** @throws DamagedError where the records break the form. */
export function parsePax(body: Buffer, at: number, limit: { readonly sparseSegments: number }): PaxRecords {
  const damaged = (why: string) => new DamagedError(`the pax header at byte ${at} is damaged: ${why}`);
  const whole = (value: string, key: string): number => {
    const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (!Number.isSafeInteger(number)) {
      throw damaged(`${key} is not a whole number`);
    }
    return number;
  };
  const records: PaxRecords = {};
  let sparseName: string | undefined;
  let realSize: number | undefined;
  let major = 0;
  const flat: number[] = [];
  let position = 0;
  while (position < body.length) {
    let length = 0;
    let cursor = position;
    for (; cursor < body.length && cursor < position + 9; cursor++) {
      const byte = body[cursor] as number;
      if (byte < 0x30 || byte > 0x39) {
        break;
      }
      length = length * 10 + (byte - 0x30);
    }
    if (cursor === position && isPadding(body, position)) {
      break;
    }
    const end = position + length;
    if (body[cursor] !== 0x20 || end > body.length || end <= cursor + 1 || body[end - 1] !== 0x0a) {
      throw damaged(`no valid record at its byte ${position}`);
    }
    const equals = body.indexOf(0x3d, cursor + 1);
    if (equals < 0 || equals >= end) {
      throw damaged(`the record at its byte ${position} has no "="`);
    }
    const key = body.toString('latin1', cursor + 1, equals);
    const text = () => decodeName(body.subarray(equals + 1, end - 1));
    switch (key) {
      case 'path':
        records.path = text();
        break;
      case 'linkpath':
        records.linkPath = text();
        break;
      case 'size':
        records.size = whole(text(), key);
        break;
      case 'GNU.sparse.name':
        sparseName = text();
        break;
      case 'GNU.sparse.major':
        major = whole(text(), key);
        break;
      case 'GNU.sparse.size':
      case 'GNU.sparse.realsize':
        realSize = whole(text(), key);
        break;
      case 'GNU.sparse.offset':
      case 'GNU.sparse.numbytes':
        flat.push(whole(text(), key));
        break;
      case 'GNU.sparse.map':
        for (const part of text().split(',', limit.sparseSegments * 2 + 2)) {
          flat.push(whole(part, key));
        }
        break;
    }
    if (flat.length > limit.sparseSegments * 2) {
      throw damaged('its sparse map is too long');
    }
    position = end;
  }
  if (realSize !== undefined) {
    records.sparse = { segments: pairSegments(flat), realSize, inBody: major === 1 };
    if (sparseName !== undefined) {
      records.path = sparseName;
    }
  }
  return records;
}

/** Some writers fill the last block of a pax header with NULs and count them in its size. */
function isPadding(body: Buffer, start: number): boolean {
  for (let i = start; i < body.length; i++) {
    if (body[i] !== 0) {
      return false;
    }
  }
  return true;
}

export function pairSegments(flat: readonly number[]): SparseSegment[] {
  const segments: SparseSegment[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    segments.push({ offset: flat[i] as number, length: flat[i + 1] as number });
  }
  return segments;
}
