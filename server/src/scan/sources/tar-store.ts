import * as fs from 'node:fs/promises';
import { cleanPath } from '../layers/paths';
import { TarScanner } from '../layers/tar';
import type { Limits } from '../limits';
import { isDamagedError, throwIfCancelled } from '../errors';
import { ArchiveLinks } from './archive-entries';
import { fileParts, readAt } from './file-parts';
import type { BlobStore } from './store';

/** Enough for the header and body of a small entry, and for the headers around it. */
const windowBytes = 16 * 1024;

/** An uncompressed image archive on disk: only its headers are read to open it, then what is asked for, wherever it stands. */
export class TarStore implements BlobStore {
  private constructor(
    readonly label: string,
    private readonly handle: fs.FileHandle,
    private readonly files: ReadonlyMap<string, { readonly offset: number; readonly size: number }>,
    private readonly links: ArchiveLinks,
    private readonly limits: Pick<Limits, 'documentBytes'>,
    /** Why the archive could not be indexed to its end. */
    readonly damage: string | undefined,
  ) {}

  /** Takes the handle over, and closes it where it throws. */
  static async open(label: string, handle: fs.FileHandle, size: number, limits: Limits, signal: AbortSignal | undefined): Promise<TarStore> {
    const files = new Map<string, { offset: number; size: number }>();
    const links = new ArchiveLinks(limits.nesting);
    const scanner = new TarScanner(
      {
        entry: (entry) => {
          const name = cleanPath(entry.path);
          if (name !== undefined) {
            links.add(name, entry);
            files.delete(name);
            if (entry.type === 'file' && entry.sparse === undefined) {
              files.set(name, { offset: entry.offset, size: entry.size });
            }
          }
          return false;
        },
        body: () => undefined,
        end: () => undefined,
      },
      { ...limits, entries: limits.archiveEntries },
    );
    let damage: string | undefined;
    try {
      const window = Buffer.allocUnsafe(windowBytes);
      let position = 0;
      while (position < size && scanner.skippable !== Infinity) {
        throwIfCancelled(signal);
        const { bytesRead } = await handle.read(window, 0, windowBytes, position);
        if (bytesRead === 0) {
          break;
        }
        scanner.write(window.subarray(0, bytesRead));
        position += bytesRead;
        const ahead = Math.min(scanner.skippable, size - position);
        scanner.skip(ahead);
        position += ahead;
      }
      scanner.finish();
    } catch (error) {
      if (!isDamagedError(error)) {
        await handle.close();
        throw error;
      }
      // What was found before the damage may be all that is needed.
      damage = error.message;
    }
    return new TarStore(label, handle, files, links, limits, damage);
  }

  async document(name: string): Promise<Buffer | undefined> {
    const file = this.find(name);
    return file === undefined || file.size > this.limits.documentBytes ? undefined : readAt(this.handle, file.offset, file.size).catch(() => undefined);
  }

  async size(name: string): Promise<number | undefined> {
    return this.find(name)?.size;
  }

  parts(name: string): AsyncIterable<Buffer> {
    const file = this.find(name);
    if (file === undefined) {
      throw new Error(`there is no file ${name} in ${this.label}`);
    }
    return fileParts(this.handle, file.offset, file.size);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private find(name: string): { readonly offset: number; readonly size: number } | undefined {
    const resolved = this.links.resolve(name);
    return resolved === undefined ? undefined : this.files.get(resolved);
  }
}
