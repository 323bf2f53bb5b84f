/** Reading and replacing text files that may be anything. */
import { closeSync, constants, fchmodSync, fchownSync, fstatSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Larger files are not read: no hand-written Dockerfile comes near it. In bytes. */
export const largestFile = 4 * 1024 * 1024;

export interface TextFile {
  readonly text: string;
  /** False where bytes were no UTF-8 and are replaced in `text`: writing it back would lose them. */
  readonly exact: boolean;
}

export type ReadResult = TextFile | { readonly error: string };

/** The text of a file, byte order mark kept, or one sentence on why there is none. Never throws, never blocks on a pipe. */
export function readTextFile(path: string): ReadResult {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK opening a named pipe waits for a writer.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return { error: 'is a directory' };
    if (!status.isFile()) return { error: 'is not a regular file' };
    if (status.size > largestFile) return { error: `is too large to be checked: ${status.size} bytes, at most ${largestFile} are read` };
    return decodeText(readFileSync(descriptor));
  } catch (error) {
    return { error: reasonOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function decodeText(bytes: Buffer): ReadResult {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { error: 'is UTF-16, which Docker does not read; save it as UTF-8' };
  if (bytes.subarray(0, 8192).includes(0)) return { error: 'is a binary file' };
  const text = bytes.toString('utf8');
  return { text, exact: !text.includes('\ufffd') || Buffer.from(text, 'utf8').equals(bytes) };
}

/** Replaces a file's text in one step, following a symbolic link to the file itself and keeping its mode and, where allowed, its owner. Throws file system errors. */
export function replaceTextFile(path: string, text: string): void {
  const target = realpathSync(path);
  const status = statSync(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.plimsoll`);
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    fchmodSync(descriptor, status.mode & 0o7777);
    keepOwner(descriptor, status.uid, status.gid);
    fsyncSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(temporary, { force: true });
    throw error;
  }
  closeSync(descriptor);
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** One sentence without the path, which the caller names. */
export function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read or written: permission denied';
    case 'ELOOP':
      return 'is a symbolic link that leads to itself';
    case 'ENOTDIR':
      return 'cannot be reached: a part of the path is no directory';
    case 'ENAMETOOLONG':
      return 'has a name that is too long';
    default:
      return `cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function keepOwner(descriptor: number, user: number, group: number): void {
  try {
    fchownSync(descriptor, user, group);
  } catch {
    // Only root may give files away; the file is then the user's own, as with any editor.
  }
}
