/** Questions to engines about their images. */
import { ScanError } from '../../errors';
import { defaultLimits, type Limits } from '../../limits';
import type { HistoryEntry } from '../../types';
import { asObjects, asString, asStrings, asObject, historyFromEngine, isoTime, parseEngineHistory, parseInspectedImage, type InspectedImage } from '../documents';
import { EngineClient, NotFoundError, UnreachableError } from './client';
import { engineHosts, type EngineKind } from './hosts';

export interface EngineOptions {
  /** Absent: both are tried. */
  readonly kind?: EngineKind;
  /** Overrides DOCKER_HOST and contexts. */
  readonly engineHost?: string;
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
}

/** An image that an engine has. Plain data. */
export interface LocalImage {
  readonly kind: EngineKind;
  /** Address of the engine, fit for `engineHost`. */
  readonly engineHost: string;
  readonly id: string;
  readonly repoTags: readonly string[];
  /** ISO date. */
  readonly created?: string;
  /** Bytes, layers shared with other images included. */
  readonly size: number;
  readonly labels: Readonly<Record<string, string>>;
}

export function engineClients(options: EngineOptions): readonly EngineClient[] {
  return engineHosts(options.kind, options.engineHost).map((host) => new EngineClient(host, options.limits ?? defaultLimits, options.signal));
}

/** Says of all places that were tried why they did not answer, and what can be done. */
export function noEngine(tried: readonly UnreachableError[]): ScanError {
  const list = tried.map(({ host, reason }) => `${host.address}${host.origin === undefined ? '' : ` (from ${host.origin})`}: ${reason}`).join('; ');
  return new ScanError(
    `No container engine can be reached. Tried ${list}.`,
    'Start Docker or Podman ("systemctl --user start podman.socket"), set DOCKER_HOST, or scan an archive made with "docker save".',
  );
}

/**
 * The images of every engine that can be reached, the newest first.
 * @throws ScanError where none can.
 */
export async function listLocalImages(options: EngineOptions = {}): Promise<readonly LocalImage[]> {
  const images = new Map<string, LocalImage>();
  const tried: UnreachableError[] = [];
  let reached = false;
  for (const client of engineClients(options)) {
    try {
      for (const item of asObjects(await client.json('/images/json'))) {
        const image = parseListed(item, client);
        // The same engine may listen at two places.
        if (image !== undefined && !images.has(image.id)) {
          images.set(image.id, image);
        }
      }
      reached = true;
    } catch (error) {
      if (!(error instanceof UnreachableError)) {
        throw error;
      }
      tried.push(error);
    }
  }
  if (!reached) {
    throw noEngine(tried);
  }
  return [...images.values()].sort((a, b) => (b.created ?? '').localeCompare(a.created ?? ''));
}

function parseListed(item: Readonly<Record<string, unknown>>, client: EngineClient): LocalImage | undefined {
  const id = asString(item.Id);
  if (id === undefined) {
    return undefined;
  }
  const created = typeof item.Created === 'number' ? isoTime(item.Created) : undefined;
  const labels = Object.entries(asObject(item.Labels) ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    kind: client.host.kind,
    engineHost: client.host.address,
    id,
    repoTags: asStrings(item.RepoTags).filter((tag) => tag !== '<none>:<none>'),
    ...(created === undefined ? {} : { created }),
    size: typeof item.Size === 'number' ? item.Size : 0,
    labels: Object.fromEntries(labels),
  };
}

/**
 * History of a local image, oldest first, to compare with a Dockerfile. Engines do not say which entries have no layer: `emptyLayer` is
 * told by the instruction.
 * @throws ScanError where the engine or the image is gone.
 */
export async function imageHistory(image: Pick<LocalImage, 'kind' | 'engineHost' | 'id'>, options: Pick<EngineOptions, 'limits' | 'signal'> = {}): Promise<readonly HistoryEntry[]> {
  const [client] = engineClients({ ...options, kind: image.kind, engineHost: image.engineHost }) as [EngineClient];
  try {
    const inspected = await inspect(client, image.id);
    const entries = parseEngineHistory(await client.json(`/images/${image.id}/history`));
    return historyFromEngine(entries, inspected.config.diffIds.length).history;
  } catch (error) {
    if (error instanceof UnreachableError) {
      throw noEngine([error]);
    }
    if (error instanceof NotFoundError) {
      throw new ScanError(`The image ${image.id} is not in ${client.label} any more.`, 'List the images again.', { cause: error });
    }
    throw error;
  }
}

/** @param name a reference or an id; must be checked with `isImageName` where it comes from a user. */
export async function inspect(client: EngineClient, name: string): Promise<InspectedImage> {
  const image = parseInspectedImage(await client.json(`/images/${name}/json`));
  if (image === undefined) {
    throw new ScanError(`The answer of ${client.label} about ${name} describes no image.`, 'Check that a container engine listens there.');
  }
  return image;
}

/** Whether this may stand in a path of the API: nothing in it can lead to another call. */
export function isImageName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.:@/+-]{0,511}$/.test(name) && !/(?:^|\/)\.{1,2}(?:\/|$)|\/\//.test(name);
}
