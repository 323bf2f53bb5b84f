import { DamagedError, messageOf } from '../../errors';
import type { CatalogueResult, Cataloguer } from '../cataloguer';
import { noteOwned } from '../owned';
import { decodeText } from '../text';
import { headerBlobs } from './database';
import { RpmHeader } from './header';
import { manifestLines } from './manifest';
import { fieldsOf, isPublicKey, packageOf, type RpmFields } from './package';
import { framesOf } from './write-ahead-log';

/** Where rpm has kept its database in turn, and where rpm-ostree keeps it. */
const directories = ['var/lib/rpm', 'usr/lib/sysimage/rpm', 'usr/share/rpm'];
/** SQLite, ndb (SUSE), Berkeley DB. */
const databases = new Set(directories.flatMap((directory) => ['rpmdb.sqlite', 'Packages.db', 'Packages'].map((name) => `${directory}/${name}`)));
const logs = new Set(directories.map((directory) => `${directory}/rpmdb.sqlite-wal`));
const manifest = 'var/lib/rpmmanifest/container-manifest-2';

/** More than any distribution has. */
const maxPackages = 100_000;
/** Records that cannot be read, before the rest is given up. */
const maxDamages = 1000;
/** Characters of all paths of a database's file lists; those of a desktop have some 30 million. */
const maxPathCharacters = 256 * 1024 * 1024;
/** Files that a database owns and that may hold packages: of a desktop, some 100,000. */
const maxOwned = 200_000;

/** Red Hat's family, SUSE, Azure Linux and others: rpm's database in its three formats, and the manifest of images without one. */
export const rpm: Cataloguer = {
  name: 'rpm',
  version: 1,
  // Held whole while it is read. Base images have 5 to 20 MB, and a desktop with 2,000 packages about 100.
  maxBytes: 128 * 1024 * 1024,

  wants(path) {
    return databases.has(path) || logs.has(path) || path === manifest;
  },

  catalogue(path, content, found) {
    if (content.length === 0) return;
    if (path === manifest) readManifest(path, content, found);
    else if (logs.has(path)) readLog(path, content, found);
    else new DatabaseReader(path, found).read(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  },
};

class DatabaseReader {
  private pathCharacters = 0;
  private readsFiles = true;
  /** Records that were left out, and why the first was. */
  private damages = 0;
  private firstDamage = '';

  constructor(
    private readonly path: string,
    private readonly found: CatalogueResult,
  ) {}

  read(content: Buffer): void {
    try {
      for (const blob of headerBlobs(content, (reason) => this.damaged(reason))) {
        if (this.found.packages.length >= maxPackages) {
          this.problem(`It names more than ${maxPackages} packages; the others are left out.`);
          break;
        }
        this.readHeader(blob);
      }
    } catch (error) {
      this.problem(`The rpm database cannot be read${this.found.packages.length > 0 ? ' to its end' : ''}: ${messageOf(error)}. The packages in it are not known.`);
    }
    if (this.damages > 0) this.problem(`The rpm database is damaged in ${this.damages} ${this.damages === 1 ? 'place' : 'places'}, so that packages may be missing: ${this.firstDamage}.`);
  }

  private readHeader(blob: Buffer): void {
    let header: RpmHeader;
    try {
      header = new RpmHeader(blob);
    } catch (error) {
      this.damaged(messageOf(error));
      return;
    }
    const fields = fieldsOf(header);
    if (fields !== undefined && isPublicKey(fields)) return;
    const item = fields && packageOf(this.path, fields);
    if (item === undefined) this.damaged('a package has no name, no version or no release');
    else this.found.packages.push(item);
    this.readFiles(header);
  }

  private readFiles(header: RpmHeader): void {
    for (const file of this.readsFiles ? header.files() : []) {
      this.pathCharacters += file.length;
      noteOwned(file, this.found);
      if (this.pathCharacters > maxPathCharacters || this.found.osOwned.length > maxOwned) {
        this.readsFiles = false;
        this.problem('Its lists of files are longer than any real ones and are not read to their end.');
        return;
      }
    }
  }

  /** @throws DamagedError where it is too often */
  private damaged(reason: string): void {
    this.damages += 1;
    this.firstDamage ||= reason;
    if (this.damages >= maxDamages) throw new DamagedError(`${this.damages} of its records are damaged`);
  }

  private problem(message: string): void {
    this.found.problems.push({ where: this.path, message });
  }
}

function readManifest(path: string, content: Uint8Array, found: CatalogueResult): void {
  let bad = 0;
  const add = (fields: RpmFields | undefined): void => {
    const item = fields && packageOf(path, fields);
    if (item === undefined) bad += 1;
    else found.packages.push(item);
  };
  for (const fields of manifestLines(decodeText(content))) if (fields === undefined || !isPublicKey(fields)) add(fields);
  if (bad > 0) found.problems.push({ where: path, message: `${bad} lines of the manifest name no package with version and release and are left out.` });
}

/** SQLite moves changes from the log into the database when rpm ends; a container that was killed leaves them where they are. */
function readLog(path: string, content: Uint8Array, found: CatalogueResult): void {
  const frames = framesOf(content);
  if (frames === 0) return;
  found.problems.push({
    where: path,
    message: `The rpm database has changes in its write-ahead log (${frames} pages) that are not read: packages may be missing or have other versions. Run "rpm --rebuilddb" in the image after the last installation.`,
  });
}
