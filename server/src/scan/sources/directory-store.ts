import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { cleanPath } from '../layers/paths';
import type { Limits } from '../limits';
import { fileParts } from './file-parts';
import type { BlobStore } from './store';

/** An OCI layout, or an unpacked docker-save archive, in a directory. */
export class DirectoryStore implements BlobStore {
  private root: Promise<string> | undefined;

  constructor(
    readonly label: string,
    private readonly limits: Pick<Limits, 'documentBytes'>,
  ) {}

  async document(name: string): Promise<Buffer | undefined> {
    const file = await this.find(name);
    return file === undefined || file.size > this.limits.documentBytes ? undefined : fs.readFile(file.path);
  }

  async size(name: string): Promise<number | undefined> {
    return (await this.find(name))?.size;
  }

  async *parts(name: string): AsyncGenerator<Buffer> {
    const file = await this.find(name);
    if (file === undefined) {
      throw new Error(`there is no file ${name} in ${this.label}`);
    }
    const handle = await fs.open(file.path, 'r');
    try {
      yield* fileParts(handle, 0, file.size);
    } finally {
      await handle.close();
    }
  }

  async close(): Promise<void> {
    // Nothing stays open between calls.
  }

  /** The regular file of that name; symlinks may lead to others in the directory, not out of it. */
  private async find(name: string): Promise<{ path: string; size: number } | undefined> {
    const clean = cleanPath(name);
    if (clean === undefined || clean === '' || clean.includes('\\')) {
      return undefined;
    }
    try {
      this.root ??= fs.realpath(this.label);
      const root = await this.root;
      const real = await fs.realpath(path.join(root, clean));
      const stat = await fs.stat(real);
      return stat.isFile() && real.startsWith(root + path.sep) ? { path: real, size: stat.size } : undefined;
    } catch {
      return undefined;
    }
  }
}
