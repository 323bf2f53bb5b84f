import type { ScanReport } from '../scan/types';

/** A package once, however many times the image holds it. */
export interface PackageEntry {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  /** Diff ids of the layers that brought it in. */
  readonly layers: readonly string[];
}

/** Documents that list packages take each purl once. */
export function packagesByPurl(report: ScanReport): PackageEntry[] {
  const entries = new Map<string, { name: string; version: string; purl: string; layers: string[] }>();
  for (const { name, version, purl, layer } of report.packages) {
    const known = entries.get(purl);
    if (!known) entries.set(purl, { name, version, purl, layers: [layer] });
    else if (!known.layers.includes(layer)) known.layers.push(layer);
  }
  return [...entries.values()];
}
