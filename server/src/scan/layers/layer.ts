import { createHash } from 'node:crypto';
import { throwIfCancelled } from '../errors';
import { DecompressingSink } from './decompress';
import { InventoryBuilder, LinkReader, type LayerReading, type LinkTargets, type ScannedLayer } from './inventory';
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

/** Makes the inventory of a layer; its diff id is taken from the bytes. */
export function scanLayer(reading: LayerReading): LayerScan<ScannedLayer> {
  const builder = new InventoryBuilder(reading);
  const hash = createHash('sha256');
  let size = 0;
  const sink = layerSink(builder, reading, (bytes) => {
    hash.update(bytes);
    size += bytes.length;
  });
  return { sink, result: () => builder.result(`sha256:${hash.digest('hex')}`, size) };
}

/** Reads the content behind a layer's hard links; the result is `inventory` with it. */
export function scanLinks(inventory: LayerInventory, links: LinkTargets, reading: LayerReading): LayerScan<LayerInventory> {
  const reader = new LinkReader(reading, links);
  return { sink: layerSink(reader, reading, () => undefined), result: () => reader.join(inventory) };
}
