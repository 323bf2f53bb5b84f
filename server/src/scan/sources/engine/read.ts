import { ScanError } from '../../errors';
import type { KnownImage } from '../../cache';
import type { LayerInventory } from '../../types';
import { historyFromEngine, parseEngineHistory, type InspectedImage } from '../documents';
import type { ReadContext, ReadImage } from '../reading';
import { readFromStream } from '../stream-archive';
import { NotFoundError, UnreachableError, type EngineClient } from './client';
import type { EngineKind } from './hosts';
import { engineClients, inspect, isImageName, noEngine } from './images';

/**
 * Reads an image out of the first engine that has it. The image is exported only where the cache does not know all its layers.
 * @throws ScanError
 */
export async function readFromEngine(name: string, kind: EngineKind | undefined, engineHost: string | undefined, context: ReadContext): Promise<ReadImage> {
  if (!isImageName(name)) {
    throw new ScanError(`"${name}" is no name of an image, and there is no such file or directory.`, 'Name an image like "debian:12", or give the path of an archive.');
  }
  const { limits, signal } = context;
  const unreachable: UnreachableError[] = [];
  const without: EngineClient[] = [];
  for (const client of engineClients({ limits, ...(kind === undefined ? {} : { kind }), ...(engineHost === undefined ? {} : { engineHost }), ...(signal === undefined ? {} : { signal }) })) {
    try {
      context.onProgress({ phase: 'open', message: `Asking ${client.label}` });
      const inspected = await inspect(client, name);
      return await read(client, name, inspected, context);
    } catch (error) {
      if (error instanceof UnreachableError) {
        unreachable.push(error);
      } else if (error instanceof NotFoundError) {
        without.push(client);
      } else {
        throw error;
      }
    }
  }
  if (without.length > 0) {
    throw new ScanError(`There is no image "${name}" in ${without.map(({ label }) => label).join(' or ')}.`, `Build or pull it first ("docker pull ${name}"), or give the path of an archive.`);
  }
  throw noEngine(unreachable);
}

async function read(client: EngineClient, name: string, inspected: InspectedImage, context: ReadContext): Promise<ReadImage> {
  const cached = await readCached(client, name, inspected, context);
  if (cached !== undefined) {
    return cached;
  }
  const { image, layers } = await readFromStream(
    () => client.stream(`/images/${name}/get`),
    {
      label: client.label,
      choice: { digest: inspected.id, platform: { os: inspected.config.os, architecture: inspected.config.architecture } },
      layers: inspected.config.diffIds.length,
    },
    context,
  );
  const { digest, config, provenance } = image;
  await context.cache.putImage(inspected.id, { digest, config, provenance, layerBlobs: image.layers });
  return { identity: { name, digest, repoTags: inspected.repoTags }, config, layers, problems: image.problems, provenance, layerBlobs: image.layers };
}

/** The image without its export; undefined where the cache does not know enough of it. */
async function readCached(client: EngineClient, name: string, inspected: InspectedImage, context: ReadContext): Promise<ReadImage | undefined> {
  const { diffIds } = inspected.config;
  const layers: LayerInventory[] = [];
  for (const diffId of diffIds) {
    const layer = context.cache.layer(diffId);
    if (layer === undefined) {
      return undefined;
    }
    layers.push(layer);
  }
  if (diffIds.length === 0) {
    return undefined;
  }
  const known = context.cache.image(inspected.id) ?? (await askForConfig(client, inspected));
  if (known === undefined) {
    return undefined;
  }
  const { digest, config, provenance, layerBlobs } = known;
  return { identity: { name, digest, repoTags: inspected.repoTags }, config, layers, problems: [], provenance, layerBlobs };
}

/** Undefined where the engine's answers leave open which entry of the history made which layer. */
async function askForConfig(client: EngineClient, inspected: InspectedImage): Promise<KnownImage | undefined> {
  const { id, config, descriptor } = inspected;
  if (descriptor === id) {
    // The id is a manifest's: the configuration's digest is in the export only.
    return undefined;
  }
  const { history, exact } = historyFromEngine(parseEngineHistory(await client.json(`/images/${id}/history`)), config.diffIds.length);
  // Statements on the build are beside the image in a store of manifests only, where the id is a manifest's.
  return !exact ? undefined : { digest: id, config: { ...config, history }, provenance: [], layerBlobs: [] };
}
