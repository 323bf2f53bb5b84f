/** From what the user named to a read image: which source it is, and how its bytes are laid out. */
import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { codeOf, DamagedError, isDamagedError, isScanError, messageOf, ScanError } from '../errors';
import { detectCompression } from '../layers/decompress';
import { blockSize, hasValidChecksum } from '../layers/tar-header';
import type { LayerInventory, ScanRequest } from '../types';
import { readFromEngine } from './engine/read';
import { DirectoryStore } from './directory-store';
import { readFromStore, countProblems, type ReadContext, type ReadImage } from './reading';
import { splitArchiveReference } from './reference';
import { selectImage, type Choice, type SelectedImage } from './select';
import type { BlobStore } from './store';
import { readFromStream } from './stream-archive';
import { TarStore } from './tar-store';

/**
 * Reads the image that the request names.
 * @throws ScanError where nothing can be read; a broken layer is a problem of its inventory instead.
 */
export async function readImage(request: Pick<ScanRequest, 'image' | 'source' | 'engineHost'>, context: ReadContext): Promise<ReadImage> {
  switch (request.source) {
    case 'registry':
      throw new ScanError('Scanning straight from a registry is not supported yet.', `Pull the image first ("docker pull ${request.image}"), then scan it from the engine.`);
    case 'docker':
    case 'podman':
      return fromEngine(request, context);
    case 'archive':
    case 'oci': {
      const found = await findPath(request.image);
      if (found === undefined) {
        throw noSuchPath(request.image);
      }
      return fromPath(found, context);
    }
    default: {
      const found = await findPath(request.image);
      if (found !== undefined && (isPathLike(request.image) || (await holdsImage(found)))) {
        return fromPath(found, context);
      }
      if (found === undefined && isPathLike(request.image)) {
        throw noSuchPath(request.image);
      }
      return fromEngine(request, context);
    }
  }
}

function fromEngine(request: Pick<ScanRequest, 'image' | 'source' | 'engineHost'>, context: ReadContext): Promise<ReadImage> {
  return readFromEngine(request.image, request.source === 'docker' || request.source === 'podman' ? request.source : undefined, request.engineHost, context);
}

interface FoundPath {
  readonly path: string;
  readonly reference?: string;
  readonly directory: boolean;
  readonly regular: boolean;
  readonly size: number;
}

async function findPath(image: string): Promise<FoundPath | undefined> {
  for (const candidate of splitArchiveReference(image)) {
    try {
      const stat = await fs.stat(candidate.path);
      return { ...candidate, directory: stat.isDirectory(), regular: stat.isFile(), size: stat.size };
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(error) ?? '')) {
        throw new ScanError(`${candidate.path} cannot be read: ${messageOf(error)}`, 'Check its permissions.', { cause: error });
      }
    }
  }
  return undefined;
}

/** Cannot be the name of an image, whose path has no capitals. */
function isPathLike(image: string): boolean {
  const name = image.replace(/^.*\//, '').replace(/[:@].*$/, '');
  return /[A-Z]/.test(name) || path.isAbsolute(image) || /^\.{1,2}(?:[\\/]|$)|\\|\.(?:tar|tgz|tar\.\w+|tzst)$/i.test(image);
}

function noSuchPath(image: string): ScanError {
  return new ScanError(`There is no file or directory ${image}.`, 'Check the path; make an archive with "docker save IMAGE -o FILE".');
}

/** A file or directory that only happens to have an image's name (`app:latest` beside a program `app`) is none. */
async function holdsImage(found: FoundPath): Promise<boolean> {
  if (found.directory) {
    const names = ['oci-layout', 'index.json', 'manifest.json'];
    const present = await Promise.all(names.map((name) => fs.access(path.join(found.path, name)).then(() => true, () => false)));
    return present.includes(true);
  }
  if (!found.regular) {
    return true;
  }
  try {
    const handle = await fs.open(found.path, 'r');
    try {
      return (await formOf(handle)) !== 'other';
    } finally {
      await handle.close();
    }
  } catch {
    // It is there and cannot be read: for its reader to say why.
    return true;
  }
}

/** @throws DamagedError for a compression that cannot be read. */
async function formOf(handle: fs.FileHandle): Promise<'tar' | 'compressed' | 'other'> {
  const first = Buffer.alloc(blockSize);
  const { bytesRead } = await handle.read(first, 0, blockSize, 0);
  if (bytesRead === blockSize && hasValidChecksum(first)) {
    return 'tar';
  }
  return bytesRead > 0 && detectCompression(first) !== 'none' ? 'compressed' : 'other';
}

async function fromPath(found: FoundPath, context: ReadContext): Promise<ReadImage> {
  context.onProgress({ phase: 'open', message: `Opening ${found.path}` });
  const choice: Choice = { platform: context.platform, ...(found.reference === undefined ? {} : { reference: found.reference }) };
  try {
    if (found.directory) {
      return await fromStore(new DirectoryStore(found.path, context.limits), undefined, choice, found, context);
    }
    if (found.regular) {
      return await fromFile(found, choice, context);
    }
    return await fromStream(found, choice, context);
  } catch (error) {
    if (isDamagedError(error)) {
      throw new ScanError(`${found.path} cannot be read: ${error.message}.`, 'Save the image again.', { cause: error });
    }
    if (codeOf(error)?.startsWith('E') === true && !isScanError(error)) {
      throw new ScanError(`${found.path} cannot be read: ${messageOf(error)}`, 'Check its permissions.', { cause: error });
    }
    throw error;
  }
}

/** A plain tar is read where needed; anything compressed has to be read from its beginning to its end. */
async function fromFile(found: FoundPath, choice: Choice, context: ReadContext): Promise<ReadImage> {
  const handle = await fs.open(found.path, 'r');
  const form = await formOf(handle).catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  if (form !== 'tar') {
    await handle.close();
    if (form === 'other') {
      throw new ScanError(`${found.path} is no image archive: it is neither a tar nor a compressed one.`, 'Make one with "docker save IMAGE -o FILE".');
    }
    return fromStream(found, choice, context);
  }
  const store = await TarStore.open(found.path, handle, found.size, context.limits, context.signal);
  return fromStore(store, store.damage, choice, found, context);
}

async function fromStore(store: BlobStore, damage: string | undefined, choice: Choice, found: FoundPath, context: ReadContext): Promise<ReadImage> {
  try {
    const image = await selectImage(store, choice, context.limits).catch((error: unknown) => {
      throw isScanError(error) && damage !== undefined ? new ScanError(`${error.message} The archive is damaged: ${damage}.`, 'Save the image again.') : error;
    });
    const layers = await readFromStore(store, image, context);
    const problems = [...countProblems(image, store.label), ...(damage === undefined ? [] : [{ where: store.label, message: damage }])];
    return toReadImage(found, { ...image, problems: [...image.problems, ...problems] }, layers);
  } finally {
    await store.close();
  }
}

async function fromStream(found: FoundPath, choice: Choice, context: ReadContext): Promise<ReadImage> {
  let opened = false;
  const open = async (): Promise<AsyncIterable<Buffer>> => {
    if (opened && !found.regular) {
      throw new DamagedError('a pipe cannot be read twice');
    }
    opened = true;
    return createReadStream(found.path, { highWaterMark: 256 * 1024 });
  };
  const { image, layers } = await readFromStream(open, { label: found.path, choice, ...(found.regular ? { size: found.size } : {}) }, context);
  return toReadImage(found, image, layers);
}

function toReadImage(found: FoundPath, image: SelectedImage, layers: readonly LayerInventory[]): ReadImage {
  const name = found.reference ?? image.repoTags[0] ?? found.path;
  return { identity: { name, digest: image.digest, repoTags: image.repoTags }, config: image.config, layers, problems: image.problems, provenance: image.provenance, layerBlobs: image.layers };
}
