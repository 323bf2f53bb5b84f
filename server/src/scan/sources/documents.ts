/**
 * The JSON documents of images: docker-save manifests, OCI indexes, manifests and configurations. Parsed tolerantly: what has not the
 * expected type is left out. Sources: opencontainers/image-spec (image-index.md, manifest.md, config.md), moby image/tarexport.
 */
import type { HistoryEntry, ImageConfig } from '../types';

export type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asObjects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asObject).filter((item) => item !== undefined) : [];
}

export function asStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function stringValues(value: unknown): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const [key, item] of Object.entries(asObject(value) ?? {})) {
    if (typeof item === 'string') {
      result[key] = item;
    }
  }
  return result;
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** `undefined` for text that is not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly platform?: Platform;
  readonly artifactType?: string;
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

export function showPlatform(platform: Platform): string {
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
}

/** Undefined without a digest that can name a blob. */
export function parseDescriptor(value: unknown): Descriptor | undefined {
  const item = asObject(value);
  const digest = asString(item?.digest);
  if (item === undefined || digest === undefined || blobName(digest) === undefined) {
    return undefined;
  }
  const platform = asObject(item.platform);
  return withoutUndefined({
    mediaType: asString(item.mediaType) ?? '',
    digest,
    annotations: stringValues(item.annotations),
    platform:
      platform === undefined
        ? undefined
        : withoutUndefined({ os: asString(platform.os) ?? '', architecture: asString(platform.architecture) ?? '', variant: asString(platform.variant) }),
    artifactType: asString(item.artifactType),
  });
}

/** Where a layout keeps the blob. The form of the digest is checked: it comes from the image and becomes a path. */
export function blobName(digest: string): string | undefined {
  const match = /^([a-z0-9]+):([0-9a-f]{32,128})$/.exec(digest);
  return match === null ? undefined : `blobs/${match[1]}/${match[2]}`;
}

/** An OCI index or Docker manifest list. */
export function parseIndex(value: unknown): readonly Descriptor[] | undefined {
  const document = asObject(value);
  return document !== undefined && Array.isArray(document.manifests)
    ? document.manifests.map(parseDescriptor).filter((descriptor) => descriptor !== undefined)
    : undefined;
}

export interface Manifest {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly artifactType?: string;
}

export function parseManifest(value: unknown): Manifest | undefined {
  const document = asObject(value);
  const config = parseDescriptor(document?.config);
  if (document === undefined || config === undefined || !Array.isArray(document.layers)) {
    return undefined;
  }
  const layers = document.layers.map(parseDescriptor).filter((layer) => layer !== undefined);
  return layers.length < document.layers.length ? undefined : withoutUndefined({ config, layers, artifactType: asString(document.artifactType) });
}

/** One image of a docker-save archive's `manifest.json`; names are entries of the archive. */
export interface SavedImage {
  readonly config: string;
  readonly layers: readonly string[];
  readonly repoTags: readonly string[];
}

export function parseSavedImages(value: unknown): readonly SavedImage[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  return asObjects(value).flatMap((item) => {
    const config = asString(item.Config);
    return config === undefined ? [] : [{ config, layers: asStrings(item.Layers), repoTags: asStrings(item.RepoTags) }];
  });
}

/** The part that an image configuration and an engine's answer have in common. */
function parseContainerConfig(value: unknown) {
  const config = asObject(value) ?? {};
  const words = (item: unknown) => (Array.isArray(item) && item.length > 0 ? asStrings(item) : typeof item === 'string' ? [item] : undefined);
  const text = (item: unknown) => asString(item) || undefined;
  return {
    user: text(config.User),
    env: asStrings(config.Env),
    entrypoint: words(config.Entrypoint),
    cmd: words(config.Cmd),
    exposedPorts: Object.keys(asObject(config.ExposedPorts) ?? {}),
    volumes: Object.keys(asObject(config.Volumes) ?? {}),
    workdir: text(config.WorkingDir),
    labels: stringValues(config.Labels),
    healthcheck: words(asObject(config.Healthcheck)?.Test),
    shell: words(config.Shell),
  };
}

/** An image configuration as it stands in an image. Undefined where it is none: it has no list of diff ids. */
export function parseImageConfig(value: unknown): ImageConfig | undefined {
  const document = asObject(value);
  const diffIds = asObject(document?.rootfs)?.diff_ids;
  if (document === undefined || !(Array.isArray(diffIds) || (diffIds === null && asObject(document.rootfs) !== undefined))) {
    return undefined;
  }
  return withoutUndefined({
    architecture: asString(document.architecture) ?? '',
    os: asString(document.os) ?? '',
    created: asString(document.created),
    diffIds: asStrings(diffIds),
    history: asObjects(document.history).map((entry) =>
      withoutUndefined({
        created: asString(entry.created),
        createdBy: asString(entry.created_by) ?? '',
        comment: asString(entry.comment) || undefined,
        emptyLayer: entry.empty_layer === true,
      }),
    ),
    ...parseContainerConfig(document.config),
  });
}

/** What an engine says of an image (`/images/NAME/json`). */
export interface InspectedImage {
  readonly id: string;
  readonly repoTags: readonly string[];
  /** The configuration without its history, which engines tell apart and less exactly. */
  readonly config: ImageConfig;
  /** Set by Docker's containerd store: there the id is a manifest's digest, and not the configuration's. */
  readonly descriptor?: string;
}

export function parseInspectedImage(value: unknown): InspectedImage | undefined {
  const document = asObject(value);
  const id = asString(document?.Id);
  if (document === undefined || id === undefined) {
    return undefined;
  }
  return withoutUndefined({
    id: /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id,
    repoTags: asStrings(document.RepoTags),
    config: withoutUndefined({
      architecture: asString(document.Architecture) ?? '',
      os: asString(document.Os) ?? '',
      created: asString(document.Created),
      diffIds: asStrings(asObject(document.RootFS)?.Layers),
      history: [],
      ...parseContainerConfig(document.Config),
    }),
    descriptor: asString(asObject(document.Descriptor)?.digest),
  });
}

/** One line of an engine's history (`/images/NAME/history`), oldest first. */
export interface EngineHistoryEntry {
  readonly created?: string;
  readonly createdBy: string;
  readonly comment?: string;
  /** Bytes that the entry added. */
  readonly size: number;
}

export function parseEngineHistory(value: unknown): readonly EngineHistoryEntry[] {
  return asObjects(value)
    .map((entry) =>
      withoutUndefined({
        created: typeof entry.Created === 'number' ? isoTime(entry.Created) : undefined,
        createdBy: asString(entry.CreatedBy) ?? '',
        comment: asString(entry.Comment) || undefined,
        size: typeof entry.Size === 'number' ? entry.Size : 0,
      }),
    )
    .reverse();
}

export function isoTime(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * The engine's history with `emptyLayer`, which the engine does not tell. `exact` where the entries that are taken for layers are as many
 * as there are layers; else only the configuration knows, and this is the likeliest answer.
 */
export function historyFromEngine(entries: readonly EngineHistoryEntry[], layers: number): { readonly history: readonly HistoryEntry[]; readonly exact: boolean } {
  const workdirs = new Set<string>();
  const kinds = entries.map(({ createdBy }) => {
    const workdir = workdirForm.exec(createdBy)?.[1];
    const repeated = workdir !== undefined && workdirs.has(workdir);
    workdirs.add(workdir ?? '');
    return { never: alwaysEmpty.test(createdBy), workdir: workdir !== undefined, repeated };
  });
  // WORKDIR makes a layer where it makes a directory, with BuildKit always. What has a size has a layer; a RUN without one mostly has.
  const candidates: readonly (readonly boolean[])[] = [
    kinds.map(({ never, repeated }) => never || repeated),
    kinds.map(({ never }) => never),
    kinds.map(({ never, workdir }, index) => never || (workdir && entries[index]?.size === 0)),
    entries.map(({ size }) => size === 0),
  ];
  const fitting = candidates.find((empty) => empty.filter((isEmpty) => !isEmpty).length === layers);
  const chosen = fitting ?? (candidates[0] as readonly boolean[]);
  const history = entries.map(({ created, createdBy, comment }, index) => withoutUndefined({ created, createdBy, comment, emptyLayer: chosen[index] === true }));
  return { history, exact: fitting !== undefined };
}

const alwaysEmpty = /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b/;
const workdirForm = /^(?:\/bin\/sh -c #\(nop\)\s+)?WORKDIR\s+(\S.*?)\s*$/;
