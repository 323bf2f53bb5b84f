/**
 * Reads rpm's own "ndb" database (SUSE): slots of 16 bytes at its beginning, which say where each package's blob lies.
 * Numbers are 32 bits, the low byte first. Source: lib/backend/ndb of rpm.
 */
import { DamagedError } from '../../errors';
import type { OnDamage } from './database';

const fileMagic = 'RpmP';
const slotMagic = 'Slot';
const blobMagic = 'BlbS';
const fileHeaderBytes = 32;
const slotPageBytes = 4096;
const slotBytes = 16;
/** Blobs lie at multiples of this. */
const blockBytes = 16;
const blobHeaderBytes = 16;

export function isNdb(content: Buffer): boolean {
  return content.length >= fileHeaderBytes && startsWith(content, 0, fileMagic);
}

/** @throws DamagedError where the file is of a later version, or has fewer slots than it says */
export function* ndbBlobs(content: Buffer, onDamage: OnDamage): Generator<Buffer> {
  const version = content.readUInt32LE(4);
  if (version !== 0) throw new DamagedError(`it is of version ${version} of its format`);
  const end = content.readUInt32LE(12) * slotPageBytes;
  if (end > content.length) throw new DamagedError('it is shorter than the list of its packages');
  let left = content.length;
  for (let slot = fileHeaderBytes; slot < end; slot += slotBytes) {
    const block = content.readUInt32LE(slot + 8);
    if (block === 0) continue;
    const blob = startsWith(content, slot, slotMagic) ? blobAt(content, block * blockBytes, content.readUInt32LE(slot + 4)) : undefined;
    // In an undamaged file no blobs overlap, and together they are no longer than it.
    if (blob === undefined || blob.length > left) onDamage('a package does not lie where the list says');
    else yield blob;
    left -= blob?.length ?? 0;
  }
}

function blobAt(content: Buffer, start: number, index: number): Buffer | undefined {
  const first = start + blobHeaderBytes;
  if (first > content.length || !startsWith(content, start, blobMagic) || content.readUInt32LE(start + 4) !== index) return undefined;
  const length = content.readUInt32LE(start + 12);
  return first + length <= content.length ? content.subarray(first, first + length) : undefined;
}

function startsWith(content: Buffer, at: number, magic: string): boolean {
  return content.toString('latin1', at, at + magic.length) === magic;
}
