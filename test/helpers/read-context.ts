import { LayerCache } from '../../server/src/scan/cache';
import { defaultLimits, type Limits } from '../../server/src/scan/limits';
import { cataloguers } from '../../server/src/scan/packages';
import type { ReadContext, ReadImage } from '../../server/src/scan/sources/reading';
import type { Progress } from '../../server/src/scan/types';

export interface ContextOptions {
  readonly limits?: Partial<Limits>;
  readonly platform?: ReadContext['platform'];
  readonly signal?: AbortSignal;
  readonly progress?: Progress[];
}

/** What a source is given to read an image with; the cache is in `directory`. */
export function readContext(directory: string, { limits, platform, signal, progress }: ContextOptions = {}): ReadContext {
  return {
    rangeCataloguers: [],
    cataloguers,
    limits: { ...defaultLimits, ...limits },
    expansion: { bytes: 0 },
    cache: new LayerCache(directory, cataloguers),
    platform: platform ?? { os: 'linux', architecture: 'amd64' },
    ...(signal === undefined ? {} : { signal }),
    onProgress: (item) => progress?.push(item),
  };
}

/** `name version` of every package, by layer. */
export function packagesOf(image: ReadImage): string[][] {
  return image.layers.map(({ catalogued }) => catalogued.flatMap(({ packages }) => packages.map(({ name, version }) => `${name} ${version}`)));
}

/** Problems of the image and of its layers as `where: message`. */
export function problemsOf(image: ReadImage): string[] {
  return [...image.problems, ...image.layers.flatMap(({ problems }) => problems)].map(({ where, message }) => `${where}: ${message}`);
}
