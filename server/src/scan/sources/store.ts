import type { Buffer } from 'node:buffer';

/** Small files of an image archive or layout, by the names that its manifests use. */
export interface DocumentStore {
  /** What messages call it: the path of the archive or directory, or the engine. */
  readonly label: string;
  /**
   * The whole file; undefined where there is none of that name or it is no document (too large, or not a file).
   * Names come out of the image and may be hostile.
   */
  document(name: string): Promise<Buffer | undefined>;
}

/** A store that can also be asked for the layers, in any order and more than once. */
export interface BlobStore extends DocumentStore {
  /** Bytes of the file; undefined where there is none. */
  size(name: string): Promise<number | undefined>;
  /** The file in parts. A part is valid until the next one is asked for. */
  parts(name: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}
