import { isCancelledError, isScanError, messageOf, throwIfCancelled } from '../errors';
import type { BuildRecord } from '../attribute';
import type { LayerCache } from '../cache';
import { noObservations } from '../checks/observer';
import type { LayerReading } from '../layers/inventory';
import { scanLayer, type LayerScan, type ScannedLayer } from '../layers/layer';
import type { LayerInventory, Problem, Progress, ScannedImage } from '../types';
import type { Platform } from './documents';
import type { SelectedImage } from './select';
import type { BlobStore } from './store';

/** What every source is given to read an image with. */
export interface ReadContext extends LayerReading {
  readonly cache: LayerCache;
  readonly platform: Platform;
  onProgress(progress: Progress): void;
}

/** A read image, with what the build said of itself. */
export interface ReadImage extends ScannedImage, BuildRecord {}

/** Layers of one store that are read at once. Unpacking runs outside of the main thread; more only takes memory. */
const parallel = 2;

/** Sends all parts into the scan's sink, and stops it where anything goes wrong. */
export async function pump<Result>(parts: AsyncIterable<Buffer>, scan: LayerScan<Result>, context: ReadContext, onBytes?: (count: number) => void): Promise<Result> {
  try {
    for await (const part of parts) {
      throwIfCancelled(context.signal);
      const wait = scan.sink.write(part);
      if (wait !== undefined) {
        await wait;
      }
      onBytes?.(part.length);
    }
    await scan.sink.end();
    return scan.result();
  } catch (error) {
    scan.sink.destroy();
    throw error;
  }
}

/** Errors that end the scan; all others cost the item that was being read. */
export function isFatal(error: unknown): boolean {
  return isScanError(error) || isCancelledError(error);
}

/** A layer of which nothing is known but why. */
export function unreadLayer(diffId: string, message: string): LayerInventory {
  return { diffId, size: 0, catalogued: [], replaced: [], whiteouts: [], opaques: [], osOwned: [], observed: noObservations, problems: [{ where: diffId, message }] };
}

/**
 * The layer as the image has it, and kept for the next scan. Where the bytes are others than the image claims, they are what counts, but
 * they are not kept: the name in the cache would lie.
 */
export async function acceptLayer(diffId: string, inventory: LayerInventory, cache: LayerCache): Promise<LayerInventory> {
  if (inventory.diffId === diffId) {
    await cache.putLayer(inventory);
    return inventory;
  }
  const problem: Problem = { where: diffId, message: `the layer's bytes do not have the diff id that the image states (they have ${inventory.diffId}): it was changed` };
  return { ...inventory, diffId, problems: [problem, ...inventory.problems] };
}

export function layerProgress(done: number, count: number, fraction: number): Progress {
  return { phase: 'layer', message: `Layer ${Math.min(done + 1, count)} of ${count}`, fraction: Math.min(fraction, 1) };
}

/** A problem where the manifest and the configuration name different numbers of layers. */
export function countProblems(image: SelectedImage, label: string): readonly Problem[] {
  const { length } = image.config.diffIds;
  return image.layers.length === length ? [] : [{ where: label, message: `the manifest names ${image.layers.length} layers, the configuration ${length}` }];
}

/** Reads the layers of an image that stands in a store, leaving out those that the cache has. */
export async function readFromStore(store: BlobStore, image: SelectedImage, context: ReadContext): Promise<readonly LayerInventory[]> {
  const { diffIds } = image.config;
  const known = new Map<string, LayerInventory>();
  const missing: { readonly diffId: string; readonly name: string | undefined; readonly size: number }[] = [];
  for (const [index, diffId] of diffIds.entries()) {
    if (known.has(diffId) || missing.some((layer) => layer.diffId === diffId)) {
      continue;
    }
    const cached = context.cache.layer(diffId);
    if (cached !== undefined) {
      known.set(diffId, cached);
    } else {
      const name = image.layers[index];
      missing.push({ diffId, name, size: name === undefined ? 0 : ((await store.size(name)) ?? 0) });
    }
  }
  const total = missing.reduce((sum, { size }) => sum + size, 0);
  let bytes = 0;
  let done = 0;
  const report = () => context.onProgress(layerProgress(done, missing.length, total === 0 ? 1 : bytes / total));
  const queue = [...missing];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      report();
      const { diffId, name } = next;
      known.set(
        diffId,
        await readLayer(store, diffId, name, context, (count) => {
          bytes += count;
          report();
        }),
      );
      done++;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, missing.length) }, work));
  return diffIds.map((diffId) => known.get(diffId) as LayerInventory);
}

async function readLayer(store: BlobStore, diffId: string, name: string | undefined, context: ReadContext, onBytes: (count: number) => void): Promise<LayerInventory> {
  if (name === undefined || (await store.size(name)) === undefined) {
    return unreadLayer(diffId, `the layer is missing in ${store.label}${name === undefined ? '' : ` (${name})`}`);
  }
  try {
    let layer = await pump(store.parts(name), scanLayer(context), context, onBytes);
    while (layer.again !== undefined) {
      layer = await pump(store.parts(name), layer.again(), context);
    }
    return await acceptLayer(diffId, layer.inventory, context.cache);
  } catch (error) {
    if (isFatal(error)) {
      throw error;
    }
    return unreadLayer(diffId, `the layer ${name} in ${store.label} cannot be read: ${messageOf(error)}`);
  }
}

/** The layer as it was read, or why it could not be. */
export type LayerOutcome = ScannedLayer | { readonly failure: string };
