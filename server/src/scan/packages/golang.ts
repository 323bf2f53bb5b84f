import { DamagedError } from '../errors';
import { Fields, isExecutable, readSegments, type Segment } from './executable';
import { isProgram } from './language-manifests';
import type { RangeCataloguer, RangeReading } from './range-cataloguer';
import type { Package } from '../types';
import { decodeText } from './text';

/** What the linker of Go wrote of a program: the version of Go, and its modules as text. */
interface BuildInfo {
  readonly goVersion: string;
  readonly modules: string;
}

const magic = Buffer.from('\xff Go buildinf:', 'latin1');
/** The information begins at a multiple of this, and its strings behind a header of twice as much. */
const alignment = 16;
const headerBytes = 32;
const windowBytes = 1024 * 1024;
/** Bytes of a string of the information: the largest programs have about 100,000. */
const longestString = 8 * 1024 * 1024;

/** Stands for a version where there is none: Go's own word for what was built out of a directory. */
const unversioned = '(devel)';

/**
 * Programs built by Go: their modules, and the standard library as the package `stdlib`, as OSV names it. Stripped programs have the
 * information too; packed ones (UPX) hide it. Source: debug/buildinfo and runtime/debug of the Go distribution.
 */
export const golang: RangeCataloguer = {
  name: 'golang',
  version: 1,
  wants: isProgram,
  accepts: isExecutable,

  *read(path, size, found) {
    const info = yield* findBuildInfo(yield* readSegments(size));
    if (info === undefined) return;
    found.packages.push(...packagesOf(info, path));
  },
};

/** Linkers of other systems put it anywhere in the writable data, Go's own at the beginning. */
function* findBuildInfo(segments: readonly Segment[]): RangeReading<BuildInfo | undefined> {
  for (const segment of segments.filter(({ writable }) => writable).sort((a, b) => a.start - b.start)) {
    for (let start = segment.start; start < segment.end; start += windowBytes) {
      const end = Math.min(start + windowBytes, segment.end);
      const window = yield { start, end };
      for (let at = window.indexOf(magic); at >= 0; at = window.indexOf(magic, at + 1)) {
        if ((start + at) % alignment !== 0) continue;
        const info = yield* readBuildInfo(new Tail(window.subarray(at), end), segments);
        if (info !== undefined) return info;
      }
    }
  }
  return undefined;
}

/** Bytes that were read, and those of the file behind them. */
class Tail {
  constructor(
    private bytes: Buffer,
    private end: number,
  ) {}

  /** Up to `length` bytes from the beginning. */
  *first(length: number): RangeReading<Buffer> {
    if (this.bytes.length < length) {
      const more = yield { start: this.end, end: this.end + length - this.bytes.length };
      this.bytes = Buffer.concat([this.bytes, more]);
      this.end += more.length;
    }
    return this.bytes.subarray(0, length);
  }
}

function* readBuildInfo(tail: Tail, segments: readonly Segment[]): RangeReading<BuildInfo | undefined> {
  const header = yield* tail.first(headerBytes);
  const flags = header[15] ?? 0;
  const strings = (flags & 2) !== 0 ? yield* inlineStrings(tail) : yield* pointedStrings(header, (flags & 1) !== 0, segments);
  if (strings === undefined) return undefined;
  const [goVersion, framed] = strings.map(decodeText) as [string, string];
  // Whatever else the bytes were: a program may speak of the mark without being marked by it.
  if (!/^(?:go\d|devel )/.test(goVersion)) return undefined;
  const body = strings[1]?.subarray(alignment, -alignment);
  return { goVersion, modules: framed.length >= 2 * alignment + 1 && body ? decodeText(body) : '' };
}

/** Since Go 1.18: each string behind its length, a number of seven bits a byte. */
function* inlineStrings(tail: Tail): RangeReading<Buffer[] | undefined> {
  const strings: Buffer[] = [];
  let at = headerBytes;
  while (strings.length < 2) {
    const lengthBytes = (yield* tail.first(at + 5)).subarray(at);
    let length = 0;
    let digits = 0;
    for (let more = true; more && digits < lengthBytes.length; digits += 1) {
      const byte = lengthBytes[digits] as number;
      length += (byte & 0x7f) * 2 ** (7 * digits);
      more = byte >= 0x80;
    }
    const start = at + digits;
    if (length > longestString) return undefined;
    const bytes = yield* tail.first(start + length);
    if (bytes.length < start + length) return undefined;
    strings.push(bytes.subarray(start));
    at = start + length;
  }
  return strings;
}

/** Before Go 1.18: addresses of the variables that hold the strings, each an address and a length. */
function* pointedStrings(header: Buffer, bigEndian: boolean, segments: readonly Segment[]): RangeReading<Buffer[] | undefined> {
  const word = header[14];
  if (word !== 4 && word !== 8) return undefined;
  const fields = new Fields(header, bigEndian);
  const strings: Buffer[] = [];
  for (const variable of [fields.bigAt(16, word), fields.bigAt(16 + word, word)]) {
    const pair = new Fields(yield* bytesAt(variable, 2 * word, segments), bigEndian);
    const length = pair.at(word, word);
    if (length > longestString) throw new DamagedError('the build information of Go in it is damaged');
    strings.push(yield* bytesAt(pair.bigAt(0, word), length, segments));
  }
  return strings;
}

function* bytesAt(address: bigint, length: number, segments: readonly Segment[]): RangeReading<Buffer> {
  const segment = segments.find((each) => address >= each.address && address < each.address + BigInt(each.end - each.start));
  if (segment === undefined) return Buffer.alloc(0);
  const start = segment.start + Number(address - segment.address);
  return yield { start, end: start + length };
}

function packagesOf({ goVersion, modules }: BuildInfo, path: string): Package[] {
  const found: Package[] = [{ type: 'golang', name: 'stdlib', version: libraryVersion(goVersion), path }];
  let last: { name: string; version: string } | undefined;
  const finish = (): void => {
    if (last !== undefined && last.name !== '') found.push({ type: 'golang', ...last, path });
    last = undefined;
  };
  for (const line of modules.split('\n')) {
    const [kind, name = '', version = ''] = line.split('\t');
    if (kind === 'mod' || kind === 'dep') {
      finish();
      last = { name, version: version || unversioned };
    } else if (kind === '=>' && last !== undefined) {
      // What stands in for a module is what was compiled. A directory has no version, and the module's own says nothing of it.
      last = version === '' ? { name: last.name, version: unversioned } : { name, version };
    }
  }
  finish();
  return found;
}

/** `go1.21rc2 X:boringcrypto` as OSV writes it: `1.21.0-rc.2`. Builds of a commit have no version. */
function libraryVersion(goVersion: string): string {
  const match = /^go(\d+\.\d+)(\.\d+)?(?:(rc|beta)(\d+))?(?![\d.]*-[0-9a-f]{7})/.exec(goVersion);
  if (match === null) return unversioned;
  const [, minor, patch = '', kind, number] = match;
  return kind === undefined ? `${minor}${patch || '.0'}` : `${minor}${patch || '.0'}-${kind}.${number}`;
}
