import { createHash } from 'node:crypto';
import { ScanError } from '../errors';
import type { Limits } from '../limits';
import type { ImageConfig, Problem } from '../types';
import {
  blobName,
  parseImageConfig,
  parseIndex,
  parseJson,
  parseManifest,
  parseSavedImages,
  showPlatform,
  type Descriptor,
  type Manifest,
  type Platform,
  type SavedImage,
} from './documents';
import { sameReference } from './reference';
import type { DocumentStore } from './store';

/** Which of several images is meant. */
export interface Choice {
  /** Tag or full name, as the user gave it. */
  readonly reference?: string;
  /** Digest of the configuration or of the manifest, where it is known (from an engine). */
  readonly digest?: string;
  readonly platform: Platform;
}

/** One image of an archive or layout, found by its documents; its layers have not been looked at. */
export interface SelectedImage {
  readonly config: ImageConfig;
  /** Of the configuration's bytes: the image id. */
  readonly digest: string;
  readonly repoTags: readonly string[];
  /** Names in the store of the layers' blobs, in the order of the diff ids. */
  readonly layers: readonly string[];
  /** SLSA provenance statements of the build, as BuildKit attaches them; unchecked JSON. */
  readonly provenance: readonly unknown[];
  readonly problems: readonly Problem[];
}

/** A manifest that an index leads to. */
interface Leaf {
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
  /** The full name first, where there is one, then the short one. */
  readonly names: readonly string[];
  readonly platform?: Platform;
}

interface Layout {
  readonly leaves: readonly Leaf[];
  /** Attestation manifests, by the digest of the manifest that they are about. */
  readonly attestations: ReadonlyMap<string, readonly Manifest[]>;
}

/**
 * Finds the image in the documents of a store, by docker-save's `manifest.json` where there is one, else by the OCI index.
 * @throws ScanError where there is none, or not the one that was asked for.
 */
export async function selectImage(store: DocumentStore, choice: Choice, limits: Limits): Promise<SelectedImage> {
  const saved = parseSavedImages(await json(store, 'manifest.json'));
  if (saved !== undefined && saved.length > 0) {
    return selectSaved(store, saved, choice, limits);
  }
  const layout = await readLayout(store, limits);
  if (layout === undefined) {
    throw new ScanError(
      `${store.label} is no container image: it has neither a manifest.json (docker save) nor an index.json (OCI layout) that can be read.`,
      'Make one with "docker save IMAGE -o FILE" or "skopeo copy … oci:DIRECTORY".',
    );
  }
  return selectLeaf(store, layout, choice, limits);
}

async function selectSaved(store: DocumentStore, images: readonly SavedImage[], choice: Choice, limits: Limits): Promise<SelectedImage> {
  const byDigest = choice.digest === undefined ? undefined : images.find((image) => image.config.includes((choice.digest as string).replace(/^.*:/, '')));
  const named = choice.reference === undefined ? undefined : images.find((image) => image.repoTags.some((tag) => isReference(tag, choice.reference as string)));
  const image = byDigest ?? named ?? (images[0] as SavedImage);
  if (choice.reference !== undefined && byDigest === undefined && named === undefined) {
    throw noSuchReference(store, choice.reference, images.flatMap(({ repoTags }) => repoTags));
  }
  const problems: Problem[] = [];
  if (images.length > 1 && byDigest === undefined && named === undefined) {
    const names = images.map(({ repoTags, config }) => repoTags[0] ?? config);
    problems.push({ where: store.label, message: `holds ${images.length} images (${names.join(', ')}); only ${names[0]} is scanned: append :NAME to the path for another` });
  }
  const { config, digest } = await readConfig(store, image.config, undefined, problems);
  return { config, digest, repoTags: image.repoTags, layers: limitLayers(image.layers, limits, store, problems), provenance: await provenanceOf(store, digest, limits), problems };
}

async function provenanceOf(store: DocumentStore, configDigest: string, limits: Limits): Promise<readonly unknown[]> {
  const layout = await readLayout(store, limits);
  const leaf = layout?.leaves.find(({ manifest }) => manifest.config.digest === configDigest);
  return layout === undefined || leaf === undefined ? [] : readProvenance(store, layout, leaf);
}

async function selectLeaf(store: DocumentStore, layout: Layout, choice: Choice, limits: Limits): Promise<SelectedImage> {
  const byDigest = layout.leaves.filter(({ descriptor, manifest }) => choice.digest === descriptor.digest || choice.digest === manifest.config.digest);
  let candidates = byDigest.length > 0 ? byDigest : layout.leaves;
  const problems: Problem[] = [];
  if (choice.reference !== undefined && byDigest.length === 0) {
    candidates = candidates.filter(({ names }) => names.some((name) => isReference(name, choice.reference as string)));
    if (candidates.length === 0) {
      throw noSuchReference(store, choice.reference, layout.leaves.flatMap(({ names }) => names));
    }
  }
  const first = candidates[0];
  if (first === undefined) {
    throw new ScanError(`The index of ${store.label} names no image whose manifest is there.`, 'Copy the image again, with all its blobs.');
  }
  // Images of one name differ by platform; those of other names are other images.
  const group = candidates.filter(({ names }) => names.join() === first.names.join());
  const leaf = group.find(({ platform }) => platform !== undefined && matches(platform, choice.platform)) ?? first;
  if (candidates.length > 1 && choice.digest === undefined) {
    const listed = candidates.map(describe).join(', ');
    problems.push({ where: store.label, message: `holds ${candidates.length} images (${listed}); only ${describe(leaf)} is scanned` });
  }
  const { config, digest } = await readConfig(store, blobName(leaf.manifest.config.digest) as string, leaf.manifest.config.digest, problems);
  const layers = leaf.manifest.layers.map((layer) => blobName(layer.digest) as string);
  return { config, digest, repoTags: leaf.names.slice(0, 1), layers: limitLayers(layers, limits, store, problems), provenance: await readProvenance(store, layout, leaf), problems };
}

function describe(leaf: Leaf): string {
  const platform = leaf.platform === undefined ? '' : showPlatform(leaf.platform);
  return [leaf.names[0] ?? '', platform].filter(Boolean).join(' for ') || leaf.descriptor.digest;
}

function matches(platform: Platform, wanted: Platform): boolean {
  return platform.os === wanted.os && platform.architecture === wanted.architecture && (wanted.variant === undefined || platform.variant === wanted.variant);
}

/** A layout's name of an image is often the tag alone. */
function isReference(name: string, wanted: string): boolean {
  return name === wanted || sameReference(name, wanted) || name.endsWith(`:${wanted}`);
}

function noSuchReference(store: DocumentStore, reference: string, names: readonly string[]): ScanError {
  return new ScanError(
    `${store.label} holds no image ${reference}.`,
    names.length === 0 ? 'Its images have no names; leave the name out.' : `It holds ${[...new Set(names)].join(', ')}.`,
  );
}

function limitLayers(layers: readonly string[], limits: Limits, store: DocumentStore, problems: Problem[]): readonly string[] {
  if (layers.length <= limits.layers) {
    return layers;
  }
  problems.push({ where: store.label, message: `has ${layers.length} layers; only the first ${limits.layers} are read` });
  return layers.slice(0, limits.layers);
}

async function readConfig(store: DocumentStore, name: string, stated: string | undefined, problems: Problem[]): Promise<{ config: ImageConfig; digest: string }> {
  const bytes = await store.document(name);
  const config = bytes === undefined ? undefined : parseImageConfig(parseJson(bytes));
  if (bytes === undefined || config === undefined) {
    throw new ScanError(
      `The image configuration ${name} in ${store.label} ${bytes === undefined ? 'is missing' : 'cannot be read'}.`,
      'Save or copy the image again. An artifact that is no container image cannot be scanned.',
    );
  }
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (stated?.startsWith('sha256:') && stated !== digest) {
    problems.push({ where: name, message: `the configuration's bytes do not have the digest that the manifest states (they have ${digest}): it was changed` });
  }
  return { config, digest };
}

async function json(store: DocumentStore, name: string): Promise<unknown> {
  const bytes = await store.document(name);
  return bytes === undefined ? undefined : parseJson(bytes);
}

const imageConfigTypes = new Set(['', 'application/vnd.oci.image.config.v1+json', 'application/vnd.docker.container.image.v1+json']);

/** Walks the index, and the indexes in it, to the manifests of images. */
async function readLayout(store: DocumentStore, limits: Limits): Promise<Layout | undefined> {
  const top = parseIndex(await json(store, 'index.json'));
  if (top === undefined) {
    return undefined;
  }
  const leaves: Leaf[] = [];
  const attestations = new Map<string, Manifest[]>();
  const seen = new Set<string>();
  const walk = async (descriptors: readonly Descriptor[], inherited: readonly string[], depth: number): Promise<void> => {
    for (const descriptor of descriptors) {
      const own = namesOf(descriptor);
      const names = own.length > 0 ? own : inherited;
      const visit = `${descriptor.digest} ${names.join()}`;
      const name = blobName(descriptor.digest);
      if (name === undefined || seen.has(visit) || seen.size >= limits.archiveEntries) {
        continue;
      }
      seen.add(visit);
      const document = await json(store, name);
      const nested = parseIndex(document);
      const manifest = parseManifest(document);
      if (nested !== undefined) {
        if (depth < limits.nesting) {
          await walk(nested, names, depth + 1);
        }
      } else if (manifest !== undefined) {
        addManifest(descriptor, manifest, names);
      }
    }
  };
  const addManifest = (descriptor: Descriptor, manifest: Manifest, names: readonly string[]) => {
    const about = descriptor.annotations['vnd.docker.reference.digest'];
    if (about !== undefined) {
      attestations.set(about, [...(attestations.get(about) ?? []), manifest]);
    } else if (imageConfigTypes.has(manifest.config.mediaType) && manifest.artifactType === undefined && descriptor.platform?.os !== 'unknown') {
      leaves.push({ descriptor, manifest, names, ...(descriptor.platform === undefined ? {} : { platform: descriptor.platform }) });
    }
  };
  await walk(top, [], 0);
  return { leaves, attestations };
}

function namesOf({ annotations }: Descriptor): readonly string[] {
  const full = annotations['io.containerd.image.name'];
  const short = annotations['org.opencontainers.image.ref.name'];
  return [full, short].filter((name) => name !== undefined && name !== '') as string[];
}

async function readProvenance(store: DocumentStore, layout: Layout, leaf: Leaf): Promise<readonly unknown[]> {
  const statements: unknown[] = [];
  for (const attestation of layout.attestations.get(leaf.descriptor.digest) ?? []) {
    for (const layer of attestation.layers) {
      if (layer.annotations['in-toto.io/predicate-type']?.startsWith('https://slsa.dev/provenance/')) {
        const statement = await json(store, blobName(layer.digest) as string);
        if (statement !== undefined) {
          statements.push(statement);
        }
      }
    }
  }
  return statements;
}
