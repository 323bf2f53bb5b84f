import { createHash } from 'node:crypto';
import { throwIfCancelled } from '../errors';
import { DecompressingSink } from './decompress';
import { InventoryBuilder, LinkReader, type FirstReading, type LayerReading } from './inventory';
import { RangeContinuation, type RangeReader } from './range-reader';
import type { Sink } from './sink';
import { TarScanner, type TarVisitor } from './tar';
import type { LayerInventory } from '../types';

/** A sink for the bytes of a layer's blob, plain or compressed, that shows the entries of its tar to a visitor. */
function layerSink(visitor: TarVisitor, reading: LayerReading, onBytes: (bytes: Buffer) => void): Sink {
  const scanner = new TarScanner(visitor, { ...reading.limits, entries: reading.limits.layerEntries });
  return new DecompressingSink(
    {
      write: (chunk) => {
        // Here and not only where compressed bytes come in: a few of those can expand for a long time.
        throwIfCancelled(reading.signal);
        onBytes(chunk);
        scanner.write(chunk);
      },
      end: () => scanner.finish(),
      destroy: () => undefined,
    },
    reading.limits,
    reading.expansion,
  );
}

/** A reading of one layer: `sink` takes the bytes of its blob; an error from it (mostly a `DamagedError`) costs the layer. */
export interface LayerScan<Result> {
  readonly sink: Sink;
  /** Only after `sink.end`, and once. */
  result(): Result;
}

/** A layer after a reading. */
export interface ScannedLayer {
  /** All that is known by now; its `diffId` is what the bytes say, not what the image claims. */
  readonly inventory: LayerInventory;
  /** Present where the layer must be read once more: for the content behind hard links, or for parts of files that had passed when they were asked for. */
  readonly again?: () => LayerScan<ScannedLayer>;
}

/** Readings of one layer. A fat jar takes two: its directory is at its end. */
const mostReadings = 4;

/** Makes the inventory of a layer; its diff id is taken from the bytes. */
export function scanLayer(reading: LayerReading): LayerScan<ScannedLayer> {
  const builder = new InventoryBuilder(reading);
  const hash = createHash('sha256');
  let size = 0;
  const sink = layerSink(builder, reading, (bytes) => {
    hash.update(bytes);
    size += bytes.length;
  });
  return { sink, result: () => afterReading(builder.result(`sha256:${hash.digest('hex')}`, size), reading, 1) };
}

function afterReading(state: FirstReading, reading: LayerReading, readings: number): ScannedLayer {
  const inventory = complete(state.inventory, state.ranges);
  const unfinished = state.ranges.unfinished();
  if (readings >= mostReadings || (state.links.size === 0 && unfinished.size === 0)) return { inventory };
  return { inventory, again: () => readAgain(state, unfinished, reading, readings + 1) };
}

/** Reads what is left to read: the content behind hard links, and files of which a part had passed. */
function readAgain(state: FirstReading, unfinished: ReturnType<RangeReader['unfinished']>, reading: LayerReading, readings: number): LayerScan<ScannedLayer> {
  const links = new LinkReader(reading, state.links);
  const ranges = new RangeContinuation(unfinished);
  let linked = false;
  const visitor: TarVisitor = {
    entry: (entry) => {
      linked = links.entry(entry);
      return ranges.entry(entry) || linked;
    },
    body: (part) => {
      if (linked) links.body(part);
      ranges.body(part);
    },
    end: (entry) => {
      if (linked) links.end(entry);
    },
  };
  const sink = layerSink(visitor, reading, () => undefined);
  return { sink, result: () => afterReading({ ...state, inventory: links.join(state.inventory), links: new Map() }, reading, readings) };
}

/** The inventory with what was found by ranges. Of the paths that the OS package manager owns, those count at which this layer has packages. */
function complete(inventory: LayerInventory, ranges: RangeReader): LayerInventory {
  const { catalogued, replaced, problems } = ranges.result();
  const all = [...inventory.catalogued, ...catalogued];
  const holding = new Set(all.filter(({ packages }) => packages.length > 0).map(({ path }) => path));
  return { ...inventory, catalogued: all, replaced, osOwned: inventory.osOwned.filter((path) => holding.has(path)), problems: [...inventory.problems, ...problems] };
}
