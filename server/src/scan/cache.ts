import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { observerVersion } from './checks/observer';
import type { Cataloguer } from './packages/cataloguer';
import type { BuildRecord } from './attribute';
import type { ImageConfig, LayerInventory, LayerObservations } from './types';

/** Raised when an inventory of the same layer and the same cataloguers would look different. */
const formatVersion = 3;

/** Bytes of all files; an inventory of a distribution's base layer has about 100 KiB. */
const defaultMaxBytes = 256 * 1024 * 1024;
/** A temporary file older than this was left by a process that died. */
const abandonedAfter = 60 * 60_000;
/** How often a file that is used gets a new date, so that the oldest are the least used. */
const touchAfter = 24 * 60 * 60_000;

/** What an engine's image id stands for; asked for without exporting the image. */
export interface KnownImage extends BuildRecord {
  readonly digest: string;
  readonly config: ImageConfig;
}

/**
 * Inventories of layers by diff id, and configurations by engine image id, as JSON files in one directory. Several processes may use it
 * at once: files appear by rename and hold the same whoever writes them, so no lock is needed. Everything in it can be made again: a file
 * that cannot be read is as good as absent, and one that cannot be written costs time only.
 */
export class LayerCache {
  private readonly fingerprint: string;
  private written = false;

  constructor(
    private readonly directory: string,
    cataloguers: readonly Pick<Cataloguer, 'name' | 'version'>[],
    private readonly maxBytes = defaultMaxBytes,
  ) {
    const names = cataloguers.map(({ name, version }) => `${name}@${version}`).sort();
    this.fingerprint = createHash('sha256')
      .update(JSON.stringify([formatVersion, observerVersion, names]))
      .digest('hex')
      .slice(0, 12);
  }

  /** Synchronous, as is `image`: a stream of layers cannot wait to hear whether the next one is needed, and the files are small. */
  layer(diffId: string): LayerInventory | undefined {
    const value = this.read(this.fileOf('layer', diffId));
    return isInventory(value) && value.diffId === diffId ? value : undefined;
  }

  async putLayer(inventory: LayerInventory): Promise<void> {
    await this.write(this.fileOf('layer', inventory.diffId), inventory);
  }

  /** `id`: what the engine calls the image's id. */
  image(id: string): KnownImage | undefined {
    const value = this.read(this.fileOf('image', id));
    return isKnownImage(value) && value.id === id ? value : undefined;
  }

  async putImage(id: string, image: KnownImage): Promise<void> {
    await this.write(this.fileOf('image', id), { id, ...image });
  }

  /** Removes the files that were used the longest ago until the rest fits; does nothing where this run wrote none. */
  async trim(): Promise<void> {
    if (!this.written) {
      return;
    }
    this.written = false;
    const now = Date.now();
    const files: { file: string; size: number; time: number }[] = [];
    for (const name of await fs.readdir(this.directory).catch(() => [])) {
      const file = path.join(this.directory, name);
      const stat = await fs.stat(file).catch(() => undefined);
      if (stat?.isFile() !== true || !ownFile.test(name)) {
        continue;
      }
      if (name.endsWith('.tmp') && now - stat.mtimeMs > abandonedAfter) {
        await fs.rm(file, { force: true }).catch(() => undefined);
      } else {
        files.push({ file, size: stat.size, time: stat.mtimeMs });
      }
    }
    files.sort((a, b) => b.time - a.time);
    let total = 0;
    for (const { file, size } of files) {
      total += size;
      if (total > this.maxBytes) {
        await fs.rm(file, { force: true }).catch(() => undefined);
      }
    }
  }

  private fileOf(kind: 'layer' | 'image', id: string): string {
    // Ids come from the image: hashed, they cannot name a file elsewhere, and their length is known.
    const name = createHash('sha256').update(id).digest('hex').slice(0, 40);
    return path.join(this.directory, kind === 'layer' ? `layer-${name}-${this.fingerprint}.json` : `image-${name}-${formatVersion}.json`);
  }

  private read(file: string): unknown {
    try {
      const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (Date.now() - statSync(file).mtimeMs > touchAfter) {
        const now = new Date();
        utimesSync(file, now, now);
      }
      return value;
    } catch {
      return undefined;
    }
  }

  private async write(file: string, value: unknown): Promise<void> {
    const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await fs.mkdir(this.directory, { recursive: true });
      await fs.writeFile(temporary, JSON.stringify(value), { mode: 0o600 });
      await fs.rename(temporary, file);
      this.written = true;
    } catch {
      await fs.rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

const ownFile = /^(?:layer|image)-[0-9a-f]{40}-\w+\.json(?:\.[0-9a-f]+\.tmp)?$/;

/** As much of the shape as later stages rely on: a damaged file must not break them. */
function isInventory(value: unknown): value is LayerInventory {
  const layer = value as Partial<LayerInventory> | null | undefined;
  return (
    typeof layer === 'object' &&
    layer !== null &&
    typeof layer.diffId === 'string' &&
    typeof layer.size === 'number' &&
    areStrings(layer.whiteouts) &&
    areStrings(layer.opaques) &&
    areStrings(layer.osOwned) &&
    isObserved(layer.observed) &&
    areStrings(layer.replaced) &&
    Array.isArray(layer.problems) &&
    Array.isArray(layer.catalogued) &&
    layer.catalogued.every((file) => typeof file?.path === 'string' && typeof file.cataloguer === 'string' && Array.isArray(file.packages)) &&
    (layer.osRelease === undefined || (typeof layer.osRelease?.id === 'string' && typeof layer.osRelease.versionId === 'string'))
  );
}

function isObserved(value: unknown): boolean {
  const observed = value as Partial<LayerObservations> | null | undefined;
  return (
    typeof observed === 'object' &&
    observed !== null &&
    areStrings(observed.repositories) &&
    areStrings(observed.owned) &&
    Array.isArray(observed.secretFiles) &&
    observed.secretFiles.every((file) => typeof file?.path === 'string' && (file.holds === undefined || (typeof file.holds?.kind === 'string' && typeof file.holds.what === 'string'))) &&
    Array.isArray(observed.programs) &&
    observed.programs.every((program) => typeof program?.[0] === 'string' && typeof program[1] === 'number') &&
    (observed.emptyShadows === undefined || areStrings(observed.emptyShadows)) &&
    (observed.accounts === undefined || (Array.isArray(observed.accounts) && observed.accounts.every((account) => typeof account?.name === 'string' && typeof account.uid === 'number')))
  );
}

function isKnownImage(value: unknown): value is KnownImage & { readonly id?: unknown } {
  const image = value as Partial<KnownImage> | null | undefined;
  return typeof image === 'object' && image !== null && typeof image.digest === 'string' && isConfig(image.config) && Array.isArray(image.provenance) && areStrings(image.layerBlobs);
}

function isConfig(value: unknown): value is ImageConfig {
  const config = value as Partial<ImageConfig> | null | undefined;
  return typeof config === 'object' && config !== null && areStrings(config.diffIds) && Array.isArray(config.history) && areStrings(config.env);
}

function areStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
