import type { FileHandle } from 'node:fs/promises';
import { DamagedError } from '../errors';

const partBytes = 1024 * 1024;

/** `length` bytes of the file from `start` on, read into one buffer that is used again for every part. */
export async function* fileParts(handle: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(partBytes, Math.max(length, 1)));
  let position = start;
  const end = start + length;
  while (position < end) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - position), position);
    if (bytesRead === 0) {
      throw new DamagedError(`the file ends too early, at byte ${position} of ${end}`);
    }
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Exactly these bytes. @throws DamagedError where the file ends before. */
export async function readAt(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) {
      throw new DamagedError(`the file ends too early, at byte ${start + filled}`);
    }
    filled += bytesRead;
  }
  return bytes;
}
