import type { ImagePackage, LayerInventory, Package } from '../types';
import { normalizePythonName, pythonSite } from './python';

/** A package while layers are laid on one another; `layer` and `replaced` as in ImagePackage. */
interface Presence {
  readonly package: Package;
  readonly layer: number;
  readonly replaced?: { readonly version: string; readonly layer: number };
}

/** Versions present under one presence key. More than one where a database or a manifest is duplicated. */
type Presences = Map<string, Map<string, Presence>>;

/** The packages of files by the files' paths. */
type CataloguedFiles = Map<string, readonly Package[]>;

/**
 * The packages of the final file system, each with the layer to blame: the first of its unbroken presence at its
 * version. Layers are laid on one another from the base up; what a layer removes ends the presence, so a package
 * that is removed and comes back belongs to the layer that brought it back.
 *
 * @param layers in the order of the configuration's diff ids, the base first
 */
export function mergeLayers(layers: readonly LayerInventory[]): ImagePackage[] {
  const files: CataloguedFiles = new Map();
  let present: Presences = new Map();
  layers.forEach((layer, index) => {
    const removed = removeHidden(files, layer);
    const added = addCatalogued(files, layer);
    if (removed || added) present = advance(present, files, index);
  });
  return collect(present, layers);
}

/** Takes out what the layer's whiteouts hide in the layers below it. */
function removeHidden(files: CataloguedFiles, layer: LayerInventory): boolean {
  if (layer.whiteouts.length === 0 && layer.opaques.length === 0) return false;
  const whiteouts = new Set(layer.whiteouts);
  const opaques = new Set(layer.opaques);
  let changed = false;
  for (const path of files.keys()) {
    if (isHidden(path, whiteouts, opaques)) changed = files.delete(path) || changed;
  }
  return changed;
}

/** Whether a layer with these whiteouts and opaque directories takes the path out of what the layers below it hold. */
export function isHidden(path: string, whiteouts: ReadonlySet<string>, opaques: ReadonlySet<string>): boolean {
  // A symlink, or a directory, where the file was.
  if (whiteouts.has(path) || opaques.has(path) || opaques.has('') || opaques.has('.')) return true;
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const directory = path.slice(0, slash);
    if (whiteouts.has(directory) || opaques.has(directory)) return true;
  }
  return false;
}

/** A file of a layer replaces the one of the same path below it as a whole, be it one package or a database of hundreds. */
function addCatalogued(files: CataloguedFiles, layer: LayerInventory): boolean {
  let changed = layer.catalogued.length > 0;
  for (const path of layer.replaced) changed = files.delete(path) || changed;
  const own = new Map<string, Package[]>();
  for (const { path, packages } of layer.catalogued) own.set(path, [...(own.get(path) ?? []), ...packages]);
  for (const [path, packages] of own) files.set(path, packages);
  return changed;
}

function advance(previous: Presences, files: CataloguedFiles, layer: number): Presences {
  const next: Presences = new Map();
  for (const packages of files.values()) {
    for (const item of packages) {
      const key = presenceKey(item);
      const versions = next.get(key) ?? new Map<string, Presence>();
      next.set(key, versions);
      if (versions.has(item.version)) continue;
      const before = previous.get(key)?.get(item.version);
      versions.set(item.version, before ? { ...before, package: item } : { package: item, layer });
    }
  }
  for (const [key, versions] of next) noteReplaced(previous.get(key), versions, layer);
  return next;
}

/** Says of the versions that came with this layer which one went with it. */
function noteReplaced(before: ReadonlyMap<string, Presence> | undefined, versions: Map<string, Presence>, layer: number): void {
  if (!before) return;
  const gone = [...before.values()].find((presence) => !versions.has(presence.package.version));
  if (!gone) return;
  for (const [version, presence] of versions) {
    if (presence.layer === layer && !before.has(version)) {
      versions.set(version, { ...presence, replaced: { version: gone.package.version, layer: gone.layer } });
    }
  }
}

/**
 * What stays the same while a package is upgraded. OS packages go by name, since a database may move or be split;
 * a Python distribution by its directory of installed packages, since its own directory names the version.
 */
function presenceKey(item: Package): string {
  switch (item.type) {
    case 'deb':
    case 'apk':
    case 'rpm':
      return `${item.type}\0${item.name}\0${item.architecture ?? ''}`;
    case 'pypi':
      return `pypi\0${normalizePythonName(item.name)}\0${pythonSite(item.path)}`;
    case 'nuget':
      return `nuget\0${item.path}\0${item.name.toLowerCase()}`;
    default:
      return `${item.type}\0${item.path}\0${item.name}`;
  }
}

function collect(present: Presences, layers: readonly LayerInventory[]): ImagePackage[] {
  const owned = layers.map((layer) => new Set(layer.osOwned));
  const found: ImagePackage[] = [];
  for (const versions of present.values()) {
    for (const { package: item, layer, replaced } of versions.values()) {
      // The package manager writes its file lists in the layer in which it writes the files. A later layer that puts
      // another version at the same path (`npm install -g npm`) takes the file out of the package manager's care.
      const osOwned = owned[layer]?.has(item.path) ?? false;
      found.push({ package: item, layer, ...(replaced ? { replaced } : {}), osOwned });
    }
  }
  return found;
}
