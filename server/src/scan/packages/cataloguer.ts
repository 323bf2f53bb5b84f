import type { Package, Problem } from '../types';

/** What a cataloguer finds in one file; it appends, and never removes what another call left there. */
export interface CatalogueResult {
  readonly packages: Package[];
  /** Paths of language packages' files that the OS package manager says it owns, without leading slashes. */
  readonly osOwned: string[];
  /** Paths of other files that it owns and that the rules for images may ask about; absent where nobody asks. */
  readonly ownedFiles?: string[];
  readonly problems: Problem[];
}

/** Reads one kind of package evidence out of single files of a layer. Stateless; `version` is part of the cache key. */
export interface Cataloguer {
  readonly name: string;
  /** Raised whenever the same file would give another result, so that cached layers are read again. */
  readonly version: number;
  /** Path in the image without leading slash. Cheap: asked for every entry of every layer. */
  wants(path: string): boolean;
  /** Bytes above which a file is not read but reported as a problem. */
  readonly maxBytes: number;
  /** Never throws: what cannot be read is pushed to `found.problems`. */
  catalogue(path: string, content: Uint8Array, found: CatalogueResult): void;
}
