import { noObservations } from '../../../server/src/scan/checks/observer';
import type { CatalogueResult } from '../../../server/src/scan/packages/cataloguer';
import { cataloguers, rangeCataloguers } from '../../../server/src/scan/packages/index';
import { headBytes, type RangeCataloguer } from '../../../server/src/scan/packages/range-cataloguer';
import type { ImagePackage, LayerInventory, Package } from '../../../server/src/scan/types';

/** What the cataloguer that wants `path` finds in a file of that text. Fails where none or several want it. */
export function catalogue(path: string, text: string | Uint8Array): CatalogueResult {
  const wanting = cataloguers.filter((cataloguer) => cataloguer.wants(path));
  if (wanting.length !== 1) throw new Error(`${wanting.length} cataloguers want ${path}`);
  const found: CatalogueResult = { packages: [], osOwned: [], problems: [] };
  wanting[0]?.catalogue(path, typeof text === 'string' ? new TextEncoder().encode(text) : text, found);
  return found;
}

/** What the range cataloguers find in a file, and the ranges that they asked for. */
export function catalogueRanges(path: string, bytes: Buffer, using: readonly RangeCataloguer[] = rangeCataloguers): CatalogueResult & { readonly ranges: readonly [number, number][] } {
  const found: CatalogueResult = { packages: [], osOwned: [], problems: [] };
  const ranges: [number, number][] = [];
  for (const cataloguer of using) {
    if (!cataloguer.wants(path, 0o755) || !cataloguer.accepts(bytes.subarray(0, headBytes))) continue;
    try {
      const reading = cataloguer.read(path, bytes.length, found);
      for (let next = reading.next(); !next.done; ) {
        const { start, end } = next.value;
        ranges.push([start, end]);
        next = reading.next(bytes.subarray(start, end));
      }
    } catch (error) {
      found.problems.push({ where: path, message: (error as Error).message });
    }
  }
  return { ...found, ranges };
}

export function isWanted(path: string): boolean {
  return cataloguers.some((cataloguer) => cataloguer.wants(path));
}

export interface LayerOptions {
  /** Path to content of the files that the layer writes; those that no cataloguer wants are ignored. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly replaced?: readonly string[];
  readonly whiteouts?: readonly string[];
  readonly opaques?: readonly string[];
}

let count = 0;

/** A layer's inventory out of files, read by the real cataloguers. */
export function layer({ files = {}, replaced = [], whiteouts = [], opaques = [] }: LayerOptions): LayerInventory {
  const catalogued: { path: string; cataloguer: string; packages: Package[] }[] = [];
  const osOwned: string[] = [];
  for (const [path, content] of Object.entries(files)) {
    const cataloguer = cataloguers.find((candidate) => candidate.wants(path));
    if (!cataloguer) continue;
    const found: CatalogueResult = { packages: [], osOwned, problems: [] };
    cataloguer.catalogue(path, typeof content === 'string' ? new TextEncoder().encode(content) : content, found);
    catalogued.push({ path, cataloguer: cataloguer.name, packages: found.packages });
  }
  count += 1;
  return { diffId: `sha256:${String(count).padStart(64, '0')}`, size: 0, catalogued, replaced, whiteouts, opaques, osOwned, observed: noObservations, problems: [] };
}

/** `name version` pairs as a dpkg status file of installed packages. */
export function dpkgStatus(...packages: readonly string[]): string {
  return packages
    .map((item) => {
      const [name, version] = item.split(' ');
      return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
    })
    .join('\n');
}

/** `name version` pairs as apk's database of installed packages. */
export function apkInstalled(...packages: readonly string[]): string {
  return packages.map((item) => `P:${item.split(' ')[0]}\nV:${item.split(' ')[1]}\nA:x86_64\n`).join('\n') + '\n';
}

/** `name version @layer`, with `< old @layer` where a version was replaced, and `owned`; sorted. */
export function summary(packages: readonly ImagePackage[]): string[] {
  return packages
    .map(({ package: item, layer: at, replaced, osOwned }) => {
      const was = replaced ? ` < ${replaced.version} @${replaced.layer}` : '';
      return `${item.name} ${item.version} @${at}${was}${osOwned ? ' owned' : ''}`;
    })
    .sort();
}
