import { LayerObserver } from '../checks/observer';
import { ownershipKey } from '../checks/paths';
import { DamagedError, messageOf } from '../errors';
import type { Limits } from '../limits';
import type { CatalogueResult, Cataloguer } from '../packages/cataloguer';
import type { RangeCataloguer } from '../packages/range-cataloguer';
import type { LayerInventory, OsRelease, Package, Problem } from '../types';
import type { Expansion } from './decompress';
import { maxOsReleaseBytes, osReleasePaths, parseOsRelease } from './os-release';
import { cleanPath, depthOf, mayHidePackages, parseMark } from './paths';
import { RangeReader } from './range-reader';
import { expandSparse } from './sparse';
import type { TarEntry, TarVisitor } from './tar';

/** Paths that a cataloguer wants and that are hard links, by the path they link to. */
export type LinkTargets = ReadonlyMap<string, readonly string[]>;

/** What the first reading of a layer gives. */
export interface FirstReading {
  /** Its `diffId` is what the bytes say, not what the image claims. Without what `ranges` found. */
  readonly inventory: LayerInventory;
  /** Hard links whose content stands elsewhere in the layer (pnpm links packages out of its store), under a path that nobody asked for. */
  readonly links: LinkTargets;
  readonly ranges: RangeReader;
}

export interface LayerReading {
  readonly cataloguers: readonly Cataloguer[];
  readonly rangeCataloguers: readonly RangeCataloguer[];
  readonly limits: Limits;
  /** Bytes uncompressed so far in this scan. */
  readonly expansion: Expansion;
  readonly signal?: AbortSignal;
}

/** One file being collected: who asked for it, and its bytes so far. */
interface Collecting {
  readonly bytes: Buffer;
  length: number;
}

function tooLarge(bytes: number, most: number): string {
  return `not read: it has ${bytes} bytes, more than ${most}`;
}

/** Collects whole files out of a tar, up to a size, with sparse files expanded. */
class FileCollector {
  private collecting: Collecting | undefined;

  constructor(private readonly limits: Limits) {}

  /** Why the file cannot be held; undefined where it was begun. */
  begin(entry: TarEntry, maxBytes: number): string | undefined {
    const size = Math.max(entry.size, entry.sparse?.realSize ?? 0);
    if (size > maxBytes) {
      return tooLarge(size, maxBytes);
    }
    this.collecting = { bytes: Buffer.allocUnsafe(entry.size), length: 0 };
    return undefined;
  }

  add(part: Buffer): void {
    if (this.collecting !== undefined) {
      this.collecting.length += part.copy(this.collecting.bytes, this.collecting.length);
    }
  }

  /** @throws DamagedError for a sparse file that makes no sense. */
  finish(entry: TarEntry): Buffer {
    const bytes = this.collecting?.bytes ?? Buffer.alloc(0);
    this.collecting = undefined;
    return entry.sparse === undefined ? bytes : expandSparse(bytes, entry.sparse, this.limits.sparseSegments);
  }
}

/** What cataloguers found, by path; a path that comes twice in a tar counts as its last entry, as when the tar is unpacked. */
class Catalogue {
  readonly problems: Problem[] = [];
  private dropped = 0;
  private readonly files = new Map<string, { cataloguer: string; packages: readonly Package[]; osOwned: readonly string[]; ownedFiles: readonly string[] }[]>();

  constructor(private readonly limits: Limits) {}

  get size(): number {
    return this.files.size;
  }

  /** Notes that the path is there now and holds nothing, whatever a lower layer has at it. */
  setEmpty(path: string, cataloguers: readonly Cataloguer[]): void {
    this.files.set(path, cataloguers.map(({ name }) => ({ cataloguer: name, packages: [], osOwned: [], ownedFiles: [] })));
  }

  read(path: string, content: Buffer, cataloguers: readonly Cataloguer[]): void {
    const results = cataloguers.map((cataloguer) => {
      const ownedFiles: string[] = [];
      const found: CatalogueResult = { packages: [], osOwned: [], ownedFiles, problems: [] };
      if (content.length > cataloguer.maxBytes) {
        this.problem(path, tooLarge(content.length, cataloguer.maxBytes));
      } else {
        cataloguer.catalogue(path, content, found);
      }
      found.problems.forEach((problem) => this.problem(problem.where, problem.message));
      return { cataloguer: cataloguer.name, packages: found.packages, osOwned: found.osOwned, ownedFiles };
    });
    this.files.set(path, results);
  }

  problem(where: string, message: string): void {
    if (this.problems.length < this.limits.problems) {
      this.problems.push({ where, message });
    } else {
      this.dropped++;
    }
  }

  /** Those of `keys` (ownership keys) that an OS package owns. */
  ownedOf(keys: ReadonlySet<string>): readonly string[] {
    const owned = new Set<string>();
    for (const results of this.files.values()) {
      for (const { ownedFiles } of results) {
        ownedFiles.map(ownershipKey).filter((key) => keys.has(key)).forEach((key) => owned.add(key));
      }
    }
    return [...owned];
  }

  result(where: string): Pick<LayerInventory, 'catalogued' | 'osOwned' | 'problems'> {
    const catalogued: { path: string; cataloguer: string; packages: readonly Package[] }[] = [];
    const osOwned = new Set<string>();
    for (const [path, results] of this.files) {
      for (const result of results) {
        catalogued.push({ path, cataloguer: result.cataloguer, packages: result.packages });
        result.osOwned.forEach((owned) => osOwned.add(owned));
      }
    }
    const more: Problem[] = this.dropped === 0 ? [] : [{ where, message: `${this.dropped} more problems in this layer` }];
    return { catalogued, osOwned: [...osOwned], problems: [...this.problems, ...more] };
  }
}

function largest(cataloguers: readonly Cataloguer[]): number {
  return Math.max(0, ...cataloguers.map((cataloguer) => cataloguer.maxBytes));
}

/** Notes down what a layer's entries say: package files, whiteouts, the name of the distribution. */
export class InventoryBuilder implements TarVisitor {
  private readonly catalogue: Catalogue;
  private readonly collector: FileCollector;
  private readonly ranges: RangeReader;
  private readonly whiteouts = new Set<string>();
  private readonly opaques = new Set<string>();
  private readonly links = new Map<string, string>();
  private readonly osReleases = new Map<string, OsRelease>();
  private readonly observer: LayerObserver;
  private current: { path: string; cataloguers: readonly Cataloguer[]; observed: boolean } | undefined;

  constructor(private readonly reading: LayerReading) {
    this.catalogue = new Catalogue(reading.limits);
    this.collector = new FileCollector(reading.limits);
    this.observer = new LayerObserver(reading.limits);
    this.ranges = new RangeReader(reading.rangeCataloguers, reading.limits);
  }

  entry(entry: TarEntry): boolean {
    const { limits, cataloguers } = this.reading;
    if (entry.type === 'other' && entry.size > 0) {
      return false;
    }
    const path = cleanPath(entry.path);
    if (path === undefined) {
      this.catalogue.problem(entry.path, 'left out: the path leads out of the image');
      return false;
    }
    if (path.length > limits.pathBytes || depthOf(path) > limits.pathDepth) {
      this.catalogue.problem(`${path.slice(0, 200)}…`, `left out: the path is longer than ${limits.pathBytes} or deeper than ${limits.pathDepth}`);
      return false;
    }
    const mark = parseMark(path);
    if (mark !== undefined) {
      if (mark.kind !== 'ignored') {
        this.hide(mark.kind === 'opaque' ? this.opaques : this.whiteouts, mark.path);
      }
      return false;
    }
    if (entry.type === 'symlink' && mayHidePackages(path)) {
      this.hide(this.opaques, path);
    }
    const wanting = cataloguers.filter((cataloguer) => cataloguer.wants(path));
    const osRelease = osReleasePaths.includes(path);
    const ranged = wanting.length === 0 && this.ranges.entry(path, entry);
    const observedBytes = this.observer.entry(path, entry);
    if (wanting.length === 0 && !osRelease && observedBytes === 0) {
      return ranged;
    }
    // The same path again in one tar: only the last entry counts.
    this.links.delete(path);
    this.osReleases.delete(path);
    if (entry.type === 'link') {
      if (wanting.length > 0) {
        this.addLink(entry, path);
      }
      return false;
    }
    if (entry.type !== 'file') {
      // A directory where a file was, or a symlink: a file that a lower layer has here is gone.
      if (wanting.length > 0) {
        this.catalogue.setEmpty(path, wanting);
      }
      return false;
    }
    if (this.catalogue.size >= limits.cataloguedFiles) {
      this.catalogue.problem(path, `not read: the layer has more than ${limits.cataloguedFiles} files with packages`);
      return ranged;
    }
    const refused = this.collector.begin(entry, Math.max(largest(wanting), osRelease ? maxOsReleaseBytes : 0, observedBytes));
    if (refused !== undefined) {
      this.catalogue.problem(path, refused);
      if (wanting.length > 0) {
        this.catalogue.setEmpty(path, wanting);
      }
      return ranged;
    }
    this.current = { path, cataloguers: wanting, observed: observedBytes > 0 };
    return true;
  }

  body(part: Buffer): void {
    this.collector.add(part);
    this.ranges.body(part);
  }

  end(entry: TarEntry): void {
    this.ranges.end(entry);
    const current = this.current;
    this.current = undefined;
    if (current === undefined) {
      return;
    }
    let content: Buffer;
    try {
      content = this.collector.finish(entry);
    } catch (error) {
      this.catalogue.problem(current.path, messageOf(error));
      this.catalogue.setEmpty(current.path, current.cataloguers);
      return;
    }
    const osRelease = osReleasePaths.includes(current.path) ? parseOsRelease(content) : undefined;
    if (osRelease !== undefined) {
      this.osReleases.set(current.path, osRelease);
    }
    if (current.cataloguers.length > 0) {
      this.catalogue.read(current.path, content, current.cataloguers);
    }
    if (current.observed) {
      this.observer.content(current.path, content);
    }
  }

  result(diffId: string, size: number): FirstReading {
    const osRelease = osReleasePaths.map((path) => this.osReleases.get(path)).find((release) => release !== undefined);
    const links = new Map<string, string[]>();
    for (const [path, target] of this.links) {
      const paths = links.get(target);
      if (paths === undefined) {
        links.set(target, [path]);
      } else {
        paths.push(path);
      }
    }
    if (this.observer.leftOut > 0) {
      this.catalogue.problem(diffId, `${this.observer.leftOut} files of the layer were not checked: it has more than ${this.reading.limits.observedFiles} of a kind`);
    }
    const inventory: LayerInventory = {
      diffId,
      size,
      ...this.catalogue.result(diffId),
      observed: this.observer.result((keys) => this.catalogue.ownedOf(keys)),
      replaced: [],
      whiteouts: [...this.whiteouts],
      opaques: [...this.opaques],
      ...(osRelease === undefined ? {} : { osRelease }),
    };
    return { inventory, links, ranges: this.ranges };
  }

  private addLink(entry: TarEntry, path: string): void {
    const target = cleanPath(entry.linkPath);
    if (target === undefined || target === path) {
      this.catalogue.problem(path, 'not read: a hard link that leads nowhere');
    } else if (this.links.size < this.reading.limits.cataloguedFiles) {
      this.links.set(path, target);
    } else {
      this.catalogue.problem(path, `not read: the layer has more than ${this.reading.limits.cataloguedFiles} hard links to files with packages`);
    }
  }

  private hide(hidden: Set<string>, path: string): void {
    if (this.whiteouts.size + this.opaques.size >= this.reading.limits.whiteouts) {
      throw new DamagedError(`it hides more than ${this.reading.limits.whiteouts} paths of lower layers`);
    }
    hidden.add(path);
  }
}

/** Reads a layer a second time, for the content behind hard links. */
export class LinkReader implements TarVisitor {
  private readonly catalogue: Catalogue;
  private readonly collector: FileCollector;
  private readonly found = new Set<string>();
  private current: string | undefined;

  constructor(
    private readonly reading: LayerReading,
    private readonly links: LinkTargets,
  ) {
    this.catalogue = new Catalogue(reading.limits);
    this.collector = new FileCollector(reading.limits);
  }

  entry(entry: TarEntry): boolean {
    const path = cleanPath(entry.path);
    const links = path === undefined ? undefined : this.links.get(path);
    if (path === undefined || links === undefined || entry.type !== 'file') {
      return false;
    }
    this.found.add(path);
    const refused = this.collector.begin(entry, largest(this.reading.cataloguers));
    if (refused !== undefined) {
      links.forEach((link) => this.unreadable(link, refused));
      return false;
    }
    this.current = path;
    return true;
  }

  body(part: Buffer): void {
    this.collector.add(part);
  }

  end(entry: TarEntry): void {
    const links = this.links.get(this.current ?? '') ?? [];
    this.current = undefined;
    let content: Buffer;
    try {
      content = this.collector.finish(entry);
    } catch (error) {
      links.forEach((link) => this.unreadable(link, messageOf(error)));
      return;
    }
    for (const link of links) {
      this.catalogue.read(link, content, this.wanting(link));
    }
  }

  /** `inventory`, the result of the first reading, and what the links add to it. */
  join(inventory: LayerInventory): LayerInventory {
    for (const [target, links] of this.links) {
      if (!this.found.has(target)) {
        links.forEach((link) => this.unreadable(link, `not read: a hard link to ${target}, which is no file of this layer`));
      }
    }
    const added = this.catalogue.result(inventory.diffId);
    return {
      ...inventory,
      catalogued: [...inventory.catalogued, ...added.catalogued],
      osOwned: [...new Set([...inventory.osOwned, ...added.osOwned])],
      problems: [...inventory.problems, ...added.problems],
    };
  }

  private unreadable(link: string, message: string): void {
    this.catalogue.problem(link, message);
    this.catalogue.setEmpty(link, this.wanting(link));
  }

  private wanting(path: string): readonly Cataloguer[] {
    return this.reading.cataloguers.filter((cataloguer) => cataloguer.wants(path));
  }
}
