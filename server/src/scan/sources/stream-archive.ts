/**
 * Image archives that come as a stream: from an engine, or compressed as a whole. One pass, since nothing can be asked for again without
 * starting over: every entry that looks like a layer is read as one, and which of them the image has is found out when the manifest has
 * come, which may be last.
 */
import { DecompressingSink, detectCompression } from '../layers/decompress';
import { scanLayer, type LayerScan, type ScannedLayer } from '../layers/layer';
import { cleanPath } from '../layers/paths';
import type { Sink } from '../layers/sink';
import { TarScanner, type TarEntry, type TarVisitor } from '../layers/tar';
import { blockSize, hasValidChecksum } from '../layers/tar-header';
import { messageOf, throwIfCancelled } from '../errors';
import type { LayerInventory } from '../types';
import { ArchiveLinks } from './archive-entries';
import { acceptLayer, countProblems, isFatal, layerProgress, unreadLayer, type LayerOutcome, type ReadContext } from './reading';
import { selectImage, type Choice, type SelectedImage } from './select';
import type { DocumentStore } from './store';

/** Begins the archive's bytes; called again where layers must be read once more. */
export type OpenStream = () => Promise<AsyncIterable<Buffer>>;

export interface StreamOptions {
  /** What messages call it. */
  readonly label: string;
  readonly choice: Choice;
  /** Bytes of the stream where they are known, for the progress. */
  readonly size?: number;
  /** Layers of the image where they are known, for the progress. */
  readonly layers?: number;
}

/** @throws ScanError where the stream holds no image. */
export async function readFromStream(open: OpenStream, options: StreamOptions, context: ReadContext): Promise<{ image: SelectedImage; layers: readonly LayerInventory[] }> {
  const pass = new ArchivePass(options, context);
  const damage = await run(open, pass, options, context);
  let image: SelectedImage;
  try {
    image = await selectImage(pass, options.choice, context.limits);
  } catch (error) {
    if (damage !== undefined && error instanceof Error) {
      error.message = `${error.message} The archive is damaged: ${damage}.`;
    }
    throw error;
  }
  const problems = [...image.problems, ...countProblems(image, options.label), ...(damage === undefined ? [] : [{ where: options.label, message: damage }])];
  const layers = await joinLayers(pass, image, damage, open, options, context);
  return { image: { ...image, problems }, layers };
}

/** Runs the stream through the visitor; says why it could not be read to its end. */
async function run(open: OpenStream, visitor: TarVisitor & { flush(): Promise<void> | undefined; stop(): void }, options: StreamOptions, context: ReadContext): Promise<string | undefined> {
  const scanner = new TarScanner(visitor, { ...context.limits, entries: context.limits.archiveEntries });
  const sink: Sink = new DecompressingSink(
    {
      write: (chunk) => {
        throwIfCancelled(context.signal);
        scanner.write(chunk);
        return visitor.flush();
      },
      end: async () => {
        scanner.finish();
        await visitor.flush();
      },
      destroy: () => visitor.stop(),
    },
    { ...context.limits, layerBytes: context.limits.imageBytes },
    { bytes: 0 },
  );
  let bytes = 0;
  try {
    for await (const part of await open()) {
      throwIfCancelled(context.signal);
      bytes += part.length;
      await sink.write(part);
      if (options.size !== undefined) {
        context.onProgress({ phase: 'layer', message: options.label, fraction: Math.min(bytes / options.size, 1) });
      }
    }
    await sink.end();
    return undefined;
  } catch (error) {
    sink.destroy();
    if (isFatal(error)) {
      throw error;
    }
    return messageOf(error);
  }
}

async function joinLayers(
  pass: ArchivePass,
  image: SelectedImage,
  damage: string | undefined,
  open: OpenStream,
  options: StreamOptions,
  context: ReadContext,
): Promise<readonly LayerInventory[]> {
  const names = image.config.diffIds.map((_, index) => (image.layers[index] === undefined ? undefined : pass.resolve(image.layers[index])));
  const incomplete = new Set(names.filter((name) => name !== undefined && isIncomplete(pass.outcomes.get(name)))) as ReadonlySet<string>;
  const rereadDamage = await readAgain(incomplete, pass.outcomes, open, options, context);
  const layers: LayerInventory[] = [];
  for (const [index, diffId] of image.config.diffIds.entries()) {
    const name = names[index];
    const outcome = name === undefined ? undefined : pass.outcomes.get(name);
    const cached = context.cache.layer(diffId);
    if (outcome === undefined || 'failure' in outcome) {
      const reason = outcome?.failure ?? (damage === undefined ? 'it is missing' : `it is missing; the archive is damaged: ${damage}`);
      layers.push(cached ?? unreadLayer(diffId, `the layer ${image.layers[index] ?? ''} in ${options.label} cannot be read: ${reason}`));
    } else if (cached !== undefined && outcome.inventory.diffId === diffId) {
      layers.push(cached);
    } else if (outcome.again === undefined) {
      layers.push(await acceptLayer(diffId, outcome.inventory, context.cache));
    } else {
      const problem = { where: diffId, message: `parts of the layer (hard links, large files) could not be looked up: ${rereadDamage ?? 'the layer could not be read again'}` };
      layers.push({ ...outcome.inventory, diffId, problems: [...outcome.inventory.problems, problem] });
    }
  }
  return layers;
}

/** Reads the archive until none of these layers must be read again; says why not where that fails. */
async function readAgain(incomplete: ReadonlySet<string>, outcomes: Map<string, LayerOutcome>, open: OpenStream, options: StreamOptions, context: ReadContext): Promise<string | undefined> {
  let names = incomplete;
  while (names.size > 0) {
    const pass = new RereadPass(names, outcomes);
    const damage = await run(open, pass, { label: options.label, choice: options.choice }, context);
    if (damage !== undefined || pass.done.size === 0) {
      return damage;
    }
    names = new Set([...pass.done].filter((name) => isIncomplete(outcomes.get(name))));
  }
  return undefined;
}

function isIncomplete(outcome: LayerOutcome | undefined): boolean {
  return outcome !== undefined && !('failure' in outcome) && outcome.again !== undefined;
}

/** Work on bytes of the current chunk that may have to wait; in order, and at once where nothing waits. */
class Steps {
  private chain: Promise<void> | undefined;

  add(step: () => Promise<void> | void): void {
    if (this.chain === undefined) {
      this.chain = step() ?? undefined;
    } else {
      this.chain = this.chain.then(step);
    }
  }

  /** To be awaited before the chunk is given up. */
  flush(): Promise<void> | undefined {
    const { chain } = this;
    this.chain = undefined;
    return chain;
  }
}

/** One layer that streams past: a failure costs only it. */
class StreamedLayer<Result> {
  failure: string | undefined;

  constructor(private readonly scan: LayerScan<Result>) {}

  write(part: Buffer): Promise<void> | void {
    if (this.failure !== undefined) {
      return undefined;
    }
    try {
      const wait = this.scan.sink.write(part);
      return wait?.catch((error: unknown) => this.fail(error));
    } catch (error) {
      return this.fail(error);
    }
  }

  async end(): Promise<Result | undefined> {
    if (this.failure !== undefined) {
      return undefined;
    }
    try {
      await this.scan.sink.end();
      return this.scan.result();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  stop(): void {
    this.scan.sink.destroy();
  }

  private fail(error: unknown): void {
    this.scan.sink.destroy();
    if (isFatal(error)) {
      throw error;
    }
    this.failure = messageOf(error);
  }
}

/** Reads all layers and documents of an archive. */
class ArchivePass implements TarVisitor, DocumentStore {
  readonly label: string;
  readonly outcomes = new Map<string, LayerOutcome>();
  private readonly documents = new Map<string, Buffer>();
  private readonly links: ArchiveLinks;
  private readonly steps = new Steps();
  private documentBytes = 0;
  private begun = 0;
  /** The first bytes of an entry, until they tell what it is; then what takes it in. */
  private sniffed: Buffer | undefined;
  private reader: EntryReader | undefined;

  constructor(
    private readonly options: StreamOptions,
    private readonly context: ReadContext,
  ) {
    this.label = options.label;
    this.links = new ArchiveLinks(context.limits.nesting);
  }

  async document(name: string): Promise<Buffer | undefined> {
    const resolved = this.resolve(name);
    return resolved === undefined ? undefined : this.documents.get(resolved);
  }

  resolve(name: string): string | undefined {
    return this.links.resolve(name);
  }

  entry(entry: TarEntry): boolean {
    const name = cleanPath(entry.path);
    if (name === undefined) {
      return false;
    }
    this.links.add(name, entry);
    this.documents.delete(name);
    this.outcomes.delete(name);
    this.sniffed = undefined;
    this.reader = undefined;
    if (entry.type !== 'file' || entry.sparse !== undefined || entry.size === 0) {
      return false;
    }
    const cached = this.cached(name);
    if (cached !== undefined) {
      this.outcomes.set(name, { inventory: cached });
    }
    return cached === undefined;
  }

  body(part: Buffer, entry: TarEntry): void {
    if (this.reader !== undefined) {
      this.reader.write(part);
      return;
    }
    const first = this.sniffed === undefined ? part : Buffer.concat([this.sniffed, part]);
    if (first.length < Math.min(blockSize, entry.size)) {
      this.sniffed = Buffer.from(first);
    } else {
      this.sniffed = undefined;
      const name = cleanPath(entry.path) as string;
      this.reader = this.readerOf(name, entry.size, first);
      this.reader.write(first);
    }
  }

  end(): void {
    this.reader?.end();
  }

  flush(): Promise<void> | undefined {
    return this.steps.flush();
  }

  stop(): void {
    this.reader?.stop();
  }

  /** Docker since version 25 names a layer's entry by the digest of its bytes, which is the diff id where it is not compressed. */
  private cached(name: string): LayerInventory | undefined {
    const digest = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(name)?.[1];
    return digest === undefined ? undefined : this.context.cache.layer(`sha256:${digest}`);
  }

  private readerOf(name: string, size: number, first: Buffer): EntryReader {
    if (looksLikeJson(first)) {
      return this.documentReader(name, size);
    }
    if (size < blockSize && !isCompressed(first)) {
      // Docker's VERSION files, of which every layer had one.
      this.outcomes.set(name, { failure: 'it is too short for a tar' });
      return ignoring;
    }
    return this.layerReader(name);
  }

  private documentReader(name: string, size: number): EntryReader {
    const { limits } = this.context;
    if (size > limits.documentBytes || this.documentBytes + size > limits.documentsBytes) {
      // Too large for a manifest or a configuration: a bill of materials, mostly. If it is needed, it will be missed.
      return ignoring;
    }
    this.documentBytes += size;
    const bytes = Buffer.allocUnsafe(size);
    let length = 0;
    return {
      write: (part) => {
        length += part.copy(bytes, length);
      },
      end: () => {
        this.documents.set(name, bytes);
      },
      stop: () => undefined,
    };
  }

  private layerReader(name: string): EntryReader {
    const layer = new StreamedLayer(scanLayer(this.context));
    if (this.options.size === undefined) {
      const count = Math.max(this.options.layers ?? 0, this.begun + 1);
      this.context.onProgress(layerProgress(this.begun, count, this.begun / count));
    }
    this.begun++;
    return {
      write: (part) => this.steps.add(() => layer.write(part)),
      end: () =>
        this.steps.add(async () => {
          const result = await layer.end();
          this.outcomes.set(name, result ?? { failure: layer.failure ?? 'it was not read' });
        }),
      stop: () => layer.stop(),
    };
  }
}

/** Takes in one entry of the archive. */
interface EntryReader {
  write(part: Buffer): void;
  end(): void;
  stop(): void;
}

const ignoring: EntryReader = { write: () => undefined, end: () => undefined, stop: () => undefined };

function isCompressed(first: Buffer): boolean {
  try {
    return detectCompression(first) !== 'none';
  } catch {
    // Compressed in a way that cannot be read: for the layer's reader to say.
    return true;
  }
}

/** A tar's first header may begin with any name, so its checksum is asked first. */
function looksLikeJson(first: Buffer): boolean {
  return /^\s*[[{]/.test(first.toString('latin1', 0, 64)) && (first.length < blockSize || !hasValidChecksum(first));
}

/** Reads only the layers that must be read again; `outcomes` then has what is known of them. */
class RereadPass implements TarVisitor {
  readonly done = new Set<string>();
  private readonly steps = new Steps();
  private layer: StreamedLayer<ScannedLayer> | undefined;

  constructor(
    private readonly names: ReadonlySet<string>,
    private readonly outcomes: Map<string, LayerOutcome>,
  ) {}

  entry(entry: TarEntry): boolean {
    const name = cleanPath(entry.path) ?? '';
    const outcome = this.names.has(name) ? this.outcomes.get(name) : undefined;
    const again = outcome === undefined || 'failure' in outcome ? undefined : outcome.again;
    this.layer = again === undefined || entry.type !== 'file' ? undefined : new StreamedLayer(again());
    return this.layer !== undefined;
  }

  body(part: Buffer): void {
    const { layer } = this;
    if (layer !== undefined) {
      this.steps.add(() => layer.write(part));
    }
  }

  end(entry: TarEntry): void {
    const { layer } = this;
    if (layer !== undefined) {
      this.steps.add(async () => {
        const result = await layer.end();
        if (result !== undefined) {
          const name = cleanPath(entry.path) as string;
          this.outcomes.set(name, result);
          this.done.add(name);
        }
      });
    }
  }

  flush(): Promise<void> | undefined {
    return this.steps.flush();
  }

  stop(): void {
    this.layer?.stop();
  }
}
