import { DamagedError, isDamagedError } from '../errors';
import { isJavaArchive } from './language-manifests';
import type { CatalogueResult } from './cataloguer';
import type { RangeCataloguer, RangeReading } from './range-cataloguer';
import { decodeText, readFields } from './text';
import { readDirectory, readEntry, type ZipEntry } from './zip';

const MiB = 1024 * 1024;
/** Bytes of a `pom.properties` or a manifest; signed archives have large ones. */
const mostTextBytes = MiB;
/** Bytes of an archive in an archive; it is held as a whole. */
const mostNestedBytes = 16 * MiB;
/** Bytes of all archives in one. */
const mostNestedTotal = 1024 * MiB;
const mostDepth = 4;

const pomProperties = /(?:^|\/)META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/;
const manifestName = 'META-INF/MANIFEST.MF';

interface Artifact {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
}

/**
 * Artifacts of projects that Gradle or Ant build, whose archives do not tell their group: by the name of the file, and a directory of its
 * classes. Source: Maven Central, 2026-11.
 */
const knownGroups: readonly { readonly artifact: RegExp; readonly classes: string; readonly group: string }[] = [
  { artifact: /^spring-(?:aop|aspects|beans|context(?:-support)?|core|expression|instrument|jcl|jdbc|jms|messaging|orm|oxm|r2dbc|test|tx|web|webflux|webmvc|websocket)$/, classes: 'org/springframework/', group: 'org.springframework' },
  { artifact: /^spring-boot(?:-[a-z-]+)?$/, classes: 'org/springframework/boot/', group: 'org.springframework.boot' },
  { artifact: /^spring-security-[a-z0-9-]+$/, classes: 'org/springframework/security/', group: 'org.springframework.security' },
  { artifact: /^tomcat-embed-(?:core|el|jasper|websocket)$/, classes: '', group: 'org.apache.tomcat.embed' },
];

/** Java archives, and those in them: the Maven packages by `pom.properties`, else by the manifest where that tells group, name and version. */
export const java: RangeCataloguer = {
  name: 'java',
  version: 1,
  wants: isJavaArchive,
  accepts: (head) => head.length > 0,

  *read(path, size, found) {
    const reading = new ArchiveReading(path, found);
    yield* reading.read(path, size, 0);
    reading.finish();
  },
};

class ArchiveReading {
  private nestedBytes = 0;
  private readonly artifacts = new Map<string, Artifact>();
  private readonly nameless: string[] = [];

  constructor(
    private readonly path: string,
    private readonly found: CatalogueResult,
  ) {}

  *read(name: string, size: number, depth: number): RangeReading {
    const entries = yield* readDirectory(size);
    const wanted = entries.filter((entry) => pomProperties.test(entry.name) || entry.name === manifestName || isJavaArchive(entry.name)).sort((a, b) => a.start - b.start);
    let manifest = new Map<string, string>();
    let any = false;
    for (const entry of wanted) {
      try {
        if (isJavaArchive(entry.name)) {
          yield* this.readNested(entry, depth + 1);
          any = true;
        } else if (entry.name === manifestName) {
          manifest = readManifest(yield* readEntry(entry, mostTextBytes));
        } else {
          any = this.add(readProperties(yield* readEntry(entry, mostTextBytes))) || any;
        }
      } catch (error) {
        if (!isDamagedError(error)) throw error;
        this.found.problems.push({ where: this.path, message: error.message });
      }
    }
    if (any || !entries.some((entry) => entry.name.endsWith('.class'))) return;
    if (!this.add(fromManifest(name, manifest, entries))) this.nameless.push(name.slice(name.lastIndexOf('/') + 1));
  }

  finish(): void {
    for (const { group, artifact, version } of this.artifacts.values()) this.found.packages.push({ type: 'maven', name: `${group}:${artifact}`, version, path: this.path });
    if (this.nameless.length === 0) return;
    const shown = this.nameless.slice(0, 5).join(', ');
    const more = this.nameless.length > 5 ? ` and ${this.nameless.length - 5} more` : '';
    this.found.problems.push({ where: this.path, message: `It is not known which Maven packages these are, so they are not matched with advisories: ${shown}${more}.` });
  }

  private *readNested(entry: ZipEntry, depth: number): RangeReading {
    this.nestedBytes += entry.size;
    if (depth > mostDepth) throw new DamagedError(`${entry.name} is not read: it is nested more than ${mostDepth} deep`);
    if (this.nestedBytes > mostNestedTotal) throw new DamagedError(`${entry.name} is not read: the archives in it have more than ${mostNestedTotal} bytes`);
    const bytes = yield* readEntry(entry, mostNestedBytes);
    const reading = this.read(entry.name, bytes.length, depth);
    for (let next = reading.next(); !next.done; ) next = reading.next(bytes.subarray(next.value.start, next.value.end));
  }

  private add(artifact: Artifact | undefined): boolean {
    if (artifact === undefined) return false;
    this.artifacts.set(`${artifact.group}:${artifact.artifact}:${artifact.version}`, artifact);
    return true;
  }
}

function readProperties(content: Uint8Array): Artifact | undefined {
  const values = new Map<string, string>();
  for (const line of decodeText(content).split(/\r?\n/)) {
    const match = /^\s*([\w.]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (match) values.set(match[1] as string, match[2] as string);
  }
  return artifactOf(values.get('groupId'), values.get('artifactId'), values.get('version'));
}

/** Only what can be a name: templates that nobody filled in (`${project.version}`) are none. */
function artifactOf(group: string | undefined, artifact: string | undefined, version: string | undefined): Artifact | undefined {
  const isName = (text: string | undefined): text is string => text !== undefined && /^[\w.+~-]+$/.test(text);
  return isName(group) && isName(artifact) && isName(version) ? { group, artifact, version } : undefined;
}

/** The main attributes; a line that begins with a blank continues the one before. */
function readManifest(content: Uint8Array): Map<string, string> {
  const [main = ''] = decodeText(content).replace(/\r\n?/g, '\n').replaceAll('\n ', '').split(/\n\n/, 1);
  return readFields(main);
}

/** Where the file's name is made of artifact and version as the manifest has them, and the group is told or known. */
function fromManifest(name: string, manifest: ReadonlyMap<string, string>, entries: readonly ZipEntry[]): Artifact | undefined {
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const version = [manifest.get('implementation-version'), manifest.get('bundle-version')].find((each) => each !== undefined && base.endsWith(`-${each}`));
  if (version === undefined) return undefined;
  const artifact = base.slice(0, -version.length - 1);
  const known = knownGroups.find((each) => each.artifact.test(artifact) && entries.some((entry) => entry.name.startsWith(each.classes)));
  const told = manifest.get('implementation-title') === artifact ? manifest.get('implementation-vendor-id') : undefined;
  return artifactOf(known?.group ?? told, artifact, version);
}
