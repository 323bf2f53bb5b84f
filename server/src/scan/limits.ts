/**
 * How much of anything a scan takes in before it gives that item up and says so. An image is input from a stranger: every number here is
 * above what real images need and below what would exhaust the machine. Tests pass smaller ones.
 */
export interface Limits {
  /** Uncompressed bytes of one layer. The largest public layers (CUDA, machine learning models) have about 15 GiB. */
  readonly layerBytes: number;
  /** Uncompressed bytes of all layers that one scan reads. */
  readonly imageBytes: number;
  /** Bytes that a compressed stream may grow to whatever its ratio: zero-filled files are real, and inflating this much takes seconds. */
  readonly freeExpansionBytes: number;
  /** Above `freeExpansionBytes`, how many times larger than its input a stream may get. Real layers stay under 20. */
  readonly expansionRatio: number;
  /** Memory that a zstd frame may ask for; 128 MiB is also the limit of the zstd tool and of Node's own decoder. */
  readonly zstdWindowBytes: number;
  /** Entries of one layer's tar. A full desktop distribution has about 400,000. */
  readonly layerEntries: number;
  /** Entries of the archive around the layers: a few for each layer. */
  readonly archiveEntries: number;
  /** Bytes of one pax header or long name; Go's tar reader, which container engines use, has the same limit. */
  readonly extendedHeaderBytes: number;
  /** Bytes of a path; Linux refuses longer ones. */
  readonly pathBytes: number;
  /** Segments of a path. Nested node_modules reach about 60. */
  readonly pathDepth: number;
  /** Data segments of a sparse file. */
  readonly sparseSegments: number;
  /** Bytes of a manifest, an index or an image configuration. */
  readonly documentBytes: number;
  /** Bytes of such documents kept while an archive streams past, before it is known which are needed. */
  readonly documentsBytes: number;
  /** Layers of an image. Docker stops at 127. */
  readonly layers: number;
  /** Indexes nested in an index, and links that lead to links. */
  readonly nesting: number;
  /** Files of one layer that cataloguers read. The largest node_modules trees have about 100,000 packages. */
  readonly cataloguedFiles: number;
  /** Files of one layer, of each kind, that are noted down for the rules for images: programs, mostly. */
  readonly observedFiles: number;
  /** Bytes up to which a program or an archive is held as a whole while it is looked at, and of any part of a larger one. */
  readonly heldFileBytes: number;
  /** Whiteouts and opaque directories of one layer. */
  readonly whiteouts: number;
  /** Problems named for one layer; the rest are counted. */
  readonly problems: number;
  /** Milliseconds that an engine may take to answer a question, or to accept the connection. */
  readonly engineAnswer: number;
  /** Milliseconds without a byte of an exported image. Engines before Docker 25 copy the whole image before they send the first one. */
  readonly engineStall: number;
  /** Milliseconds of one scan. */
  readonly scan: number;
}

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

export const defaultLimits: Limits = {
  layerBytes: 32 * GiB,
  imageBytes: 100 * GiB,
  freeExpansionBytes: 2 * GiB,
  expansionRatio: 250,
  zstdWindowBytes: 128 * MiB,
  layerEntries: 2_000_000,
  archiveEntries: 20_000,
  extendedHeaderBytes: MiB,
  pathBytes: 4096,
  pathDepth: 256,
  sparseSegments: 65_536,
  documentBytes: 8 * MiB,
  documentsBytes: 64 * MiB,
  layers: 1_000,
  nesting: 8,
  cataloguedFiles: 200_000,
  observedFiles: 20_000,
  heldFileBytes: 16 * MiB,
  whiteouts: 200_000,
  problems: 50,
  engineAnswer: 20_000,
  engineStall: 180_000,
  scan: 20 * 60_000,
};
