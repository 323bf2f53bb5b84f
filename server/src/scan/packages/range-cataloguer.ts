import type { CatalogueResult } from './cataloguer';

/** Bytes of a file from `start` up to `end`, which is not among them. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A reading of a file of any size: it yields the range that it needs next and is handed its bytes, fewer where the file ends before.
 * They stay as they are until it ends. A range behind the last one is free while a file streams past; one before it may cost another
 * reading of the whole layer, unless it lies within the last one.
 */
export type RangeReading<Result = void> = Generator<ByteRange, Result, Buffer>;

/** Bytes that `accepts` is given, fewer of smaller files. */
export const headBytes = 16;

/**
 * Reads package evidence out of files that are too large to be held, or that only their first bytes tell from others. Stateless; name and
 * version are as a Cataloguer's.
 */
export interface RangeCataloguer {
  readonly name: string;
  readonly version: number;
  /** @param mode permission bits; 0 for what is no file. Cheap: asked for every entry of every layer. */
  wants(path: string, mode: number): boolean;
  /** Whether the file that begins so is of the kind to read. */
  accepts(head: Buffer): boolean;
  /** What it throws is named as a problem of the file. */
  read(path: string, size: number, found: CatalogueResult): RangeReading;
}
