/**
 * Builds container images for tests, byte by byte: layers out of entries, and around them the archives and layouts that engines write.
 * Own tar and zstd writers, so that a test can also write what no tool would.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';

export type Compression = 'none' | 'gzip' | 'zstd';

export interface TarSpec {
  readonly path: string | Buffer;
  /** Type flag of the header; `0` (file) where absent, `5` for a path that ends in a slash. */
  readonly type?: string;
  readonly content?: string | Buffer;
  readonly link?: string;
  /** Written in front as a pax extended header. */
  readonly pax?: Readonly<Record<string, string>>;
  /** Written in front as GNU's long name. */
  readonly gnuLongName?: string;
  /** Size in the header, where it is not the content's. */
  readonly size?: number;
  /** Writes the size in GNU's base-256 form. */
  readonly base256?: boolean;
  /** Permission bits; 644 where absent. */
  readonly mode?: number;
  /** Old GNU format: no path prefix. */
  readonly gnu?: boolean;
}

export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function octal(block: Buffer, value: number, start: number, length: number): void {
  block.write(value.toString(8).padStart(length - 1, '0'), start, length - 1, 'latin1');
}

/** Fills in the checksum of a header that a test has written itself. */
export function withChecksum(block: Buffer): Buffer {
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8, 'latin1');
  return block;
}

export function tarHeader(spec: TarSpec): Buffer {
  const block = Buffer.alloc(512);
  let name = typeof spec.path === 'string' ? Buffer.from(spec.path) : spec.path;
  if (name.length > 100 && spec.gnu !== true) {
    const slash = name.indexOf(0x2f, name.length - 101);
    if (slash > 0 && slash <= 155 && spec.pax?.path === undefined && spec.gnuLongName === undefined) {
      name.subarray(0, slash).copy(block, 345);
      name = name.subarray(slash + 1);
    }
  }
  name.subarray(0, 100).copy(block, 0);
  octal(block, spec.mode ?? 0o644, 100, 8);
  octal(block, 0, 108, 8);
  octal(block, 0, 116, 8);
  const content = spec.content ?? '';
  const size = spec.size ?? Buffer.byteLength(content);
  if (spec.base256) {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  } else {
    octal(block, size, 124, 12);
  }
  octal(block, 1_700_000_000, 136, 12);
  block.write(spec.type ?? (typeof spec.path === 'string' && spec.path.endsWith('/') ? '5' : '0'), 156, 1, 'latin1');
  block.write(spec.link ?? '', 157, 100, 'utf8');
  block.write(spec.gnu ? 'ustar  \0' : 'ustar\x0000', 257, 8, 'latin1');
  return withChecksum(block);
}

export function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (`${length}`.length + rest.length !== length) {
    length = `${length}`.length + rest.length;
  }
  return Buffer.concat([Buffer.from(`${length}`), rest]);
}

function padded(content: Buffer): Buffer[] {
  return content.length % 512 === 0 ? [content] : [content, Buffer.alloc(512 - (content.length % 512))];
}

export function tarEntry(spec: TarSpec): Buffer {
  const parts: Buffer[] = [];
  if (spec.pax !== undefined) {
    const body = Buffer.concat(Object.entries(spec.pax).map(([key, value]) => paxRecord(key, value)));
    parts.push(tarHeader({ path: 'PaxHeaders/entry', type: 'x', size: body.length }), ...padded(body));
  }
  if (spec.gnuLongName !== undefined) {
    const body = Buffer.from(`${spec.gnuLongName}\0`);
    parts.push(tarHeader({ path: '././@LongLink', type: 'L', size: body.length, gnu: true }), ...padded(body));
  }
  parts.push(tarHeader(spec), ...padded(Buffer.from(spec.content ?? '')));
  return Buffer.concat(parts);
}

export function tar(specs: readonly TarSpec[]): Buffer {
  return Buffer.concat([...specs.map(tarEntry), Buffer.alloc(1024)]);
}

/** Removes a path of the lower layers. */
export function whiteout(removed: string): TarSpec {
  return { path: path.posix.join(path.posix.dirname(removed), `.wh.${path.posix.basename(removed)}`) };
}

/** Hides what lower layers have in a directory. */
export function opaque(directory: string): TarSpec {
  return { path: `${directory}/.wh..wh..opq` };
}

/** A zstd frame without compression: its blocks hold the bytes as they are. */
export function zstdFrame(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x80, 0x38])];
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  parts.push(size);
  const blockBytes = 100_000;
  for (let at = 0; at === 0 || at < bytes.length; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes);
    const last = at + blockBytes >= bytes.length ? 1 : 0;
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | last, 0, 3);
    parts.push(header, block);
  }
  return Buffer.concat(parts);
}

export function compress(bytes: Buffer, compression: Compression): Buffer {
  return compression === 'gzip' ? gzipSync(bytes) : compression === 'zstd' ? zstdFrame(bytes) : bytes;
}

export interface LayerSpec {
  readonly entries?: readonly TarSpec[];
  /** The layer's tar, instead of entries. */
  readonly tar?: Buffer;
  readonly createdBy?: string;
  readonly compression?: Compression;
  /** Bytes of the blob, instead of the compressed tar. */
  readonly blob?: Buffer;
}

export interface ImageSpec {
  readonly layers: readonly LayerSpec[];
  /** Defaults to one entry a layer. */
  readonly history?: readonly { readonly created_by: string; readonly empty_layer?: boolean; readonly comment?: string }[];
  /** Container configuration: `User`, `Env`, … */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
  readonly architecture?: string;
  /** Diff ids, where they are not those of the layers. */
  readonly diffIds?: readonly string[];
  /** Attestation statement to attach, in forms that can. */
  readonly provenance?: unknown;
}

export interface BuiltImage {
  readonly spec: ImageSpec;
  readonly config: Buffer;
  /** Image id. */
  readonly digest: string;
  readonly diffIds: readonly string[];
  readonly blobs: readonly Buffer[];
}

export function buildImage(spec: ImageSpec): BuiltImage {
  const tars = spec.layers.map((layer) => layer.tar ?? tar(layer.entries ?? []));
  const diffIds = spec.diffIds ?? tars.map(sha256);
  const config = Buffer.from(
    JSON.stringify({
      architecture: spec.architecture ?? 'amd64',
      os: 'linux',
      created: '2026-11-01T00:00:00Z',
      config: spec.config ?? {},
      rootfs: { type: 'layers', diff_ids: diffIds },
      history: spec.history ?? spec.layers.map((layer, index) => ({ created: '2026-11-01T00:00:00Z', created_by: layer.createdBy ?? `RUN step ${index + 1}` })),
    }),
  );
  return { spec, config, digest: sha256(config), diffIds, blobs: tars.map((bytes, index) => spec.layers[index]?.blob ?? compress(bytes, spec.layers[index]?.compression ?? 'none')) };
}

/** Files of an archive or layout, in the order in which they are written. */
export type ArchiveFiles = readonly TarSpec[];

function hex(digest: string): string {
  return digest.replace(/^.*:/, '');
}

const images = (input: BuiltImage | readonly BuiltImage[]): readonly BuiltImage[] => (Array.isArray(input) ? input : [input as BuiltImage]);

/**
 * `docker save` before version 25, and `podman save`: a directory or file for each layer, then the manifest, which comes last.
 * A layer that comes a second time is a symlink to the first.
 */
export function dockerSaveLegacy(input: BuiltImage | readonly BuiltImage[], options: { readonly manifestFirst?: boolean } = {}): ArchiveFiles {
  const layers: TarSpec[] = [];
  const seen = new Map<string, string>();
  const manifest = images(input).map((image, imageIndex) => ({
    Config: `${hex(image.digest)}.json`,
    RepoTags: image.spec.tags ?? null,
    Layers: image.blobs.map((blob, index) => {
      const directory = hex(sha256(Buffer.from(`${imageIndex} ${index}`)));
      const name = `${directory}/layer.tar`;
      const digest = sha256(blob);
      const earlier = seen.get(digest);
      layers.push({ path: `${directory}/` }, { path: `${directory}/VERSION`, content: '1.0' }, { path: `${directory}/json`, content: JSON.stringify({ id: directory }) });
      layers.push(earlier === undefined ? { path: name, content: blob } : { path: name, type: '2', link: `../${earlier}` });
      seen.set(digest, earlier ?? name);
      return name;
    }),
  }));
  const documents: TarSpec[] = [{ path: 'manifest.json', content: JSON.stringify(manifest) }];
  const configs = images(input).map((image) => ({ path: `${hex(image.digest)}.json`, content: image.config }));
  return options.manifestFirst ? [...documents, ...configs, ...layers] : [...layers, ...configs, ...documents];
}

interface Blobs {
  add(bytes: Buffer): string;
  readonly files: TarSpec[];
}

function blobs(): Blobs {
  const files: TarSpec[] = [];
  const seen = new Set<string>();
  return {
    files,
    add: (bytes) => {
      const digest = sha256(bytes);
      if (!seen.has(digest)) {
        seen.add(digest);
        files.push({ path: `blobs/sha256/${hex(digest)}`, content: bytes });
      }
      return digest;
    },
  };
}

const mediaTypes: Readonly<Record<Compression, string>> = {
  none: 'application/vnd.oci.image.layer.v1.tar',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
};

type Json = Readonly<Record<string, unknown>>;

/** Adds an image's blobs; gives the descriptors of its manifest, and of its attestation where it has one. */
function addImage(store: Blobs, image: BuiltImage): Json[] {
  const describe = (bytes: Buffer, mediaType: string, more: Json = {}): Json => ({ mediaType, digest: store.add(bytes), size: bytes.length, ...more });
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: describe(image.config, 'application/vnd.oci.image.config.v1+json'),
    layers: image.blobs.map((blob, index) => describe(blob, mediaTypes[image.spec.layers[index]?.compression ?? 'none'])),
  };
  const descriptor = describe(Buffer.from(JSON.stringify(manifest)), manifest.mediaType, { platform: { os: 'linux', architecture: image.spec.architecture ?? 'amd64' } });
  if (image.spec.provenance === undefined) {
    return [descriptor];
  }
  const attestation = {
    schemaVersion: 2,
    mediaType: manifest.mediaType,
    config: describe(Buffer.from('{"architecture":"unknown","os":"unknown","config":{},"rootfs":{"type":"layers","diff_ids":[]}}'), 'application/vnd.oci.image.config.v1+json'),
    layers: [describe(Buffer.from(JSON.stringify(image.spec.provenance)), 'application/vnd.in-toto+json', { annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' } })],
  };
  const annotations = { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': descriptor.digest };
  return [descriptor, describe(Buffer.from(JSON.stringify(attestation)), manifest.mediaType, { annotations, platform: { os: 'unknown', architecture: 'unknown' } })];
}

export interface LayoutOptions {
  /** One index in the index, of all images under the first one's name, as for an image of several platforms. */
  readonly nested?: boolean;
}

/** An OCI layout. */
export function ociLayout(input: BuiltImage | readonly BuiltImage[], options: LayoutOptions = {}): ArchiveFiles {
  const store = blobs();
  const named = (image: BuiltImage | undefined): Json => (image?.spec.tags?.[0] === undefined ? {} : { annotations: { 'io.containerd.image.name': image.spec.tags[0], 'org.opencontainers.image.ref.name': image.spec.tags[0].replace(/^.*:/, '') } });
  const list = images(input);
  let manifests: Json[];
  if (options.nested) {
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: list.flatMap((image) => addImage(store, image)) }));
    manifests = [{ mediaType: 'application/vnd.oci.image.index.v1+json', digest: store.add(index), size: index.length, ...named(list[0]) }];
  } else {
    manifests = list.flatMap((image) => {
      const [descriptor, ...attestations] = addImage(store, image);
      return [{ ...descriptor, ...named(image) }, ...attestations];
    });
  }
  return [
    ...store.files,
    { path: 'index.json', content: JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests }) },
    { path: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
  ];
}

/** `docker save` since version 25: an OCI layout that also has a `manifest.json`. */
export function dockerSaveOci(input: BuiltImage | readonly BuiltImage[]): ArchiveFiles {
  const files = ociLayout(input);
  const manifest = images(input).map((image) => ({
    Config: `blobs/sha256/${hex(image.digest)}`,
    RepoTags: image.spec.tags ?? null,
    Layers: image.blobs.map((blob) => `blobs/sha256/${hex(sha256(blob))}`),
  }));
  return [...files, { path: 'manifest.json', content: JSON.stringify(manifest) }];
}

/** A directory for the files of one test file, removed by `remove`. */
export class TemporaryDirectory {
  readonly path = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR ?? '/tmp'), 'plimsoll-test-'));

  file(name: string): string {
    return path.join(this.path, name);
  }

  /** Writes bytes, or the files of an archive as a tar; gives the path. */
  write(name: string, content: Buffer | string | ArchiveFiles, compression: Compression = 'none'): string {
    const bytes = typeof content === 'string' || Buffer.isBuffer(content) ? Buffer.from(content) : tar(content);
    fs.mkdirSync(path.dirname(this.file(name)), { recursive: true });
    fs.writeFileSync(this.file(name), compress(bytes, compression));
    return this.file(name);
  }

  /** Writes the files of a layout as a directory. */
  writeLayout(name: string, files: ArchiveFiles): string {
    const root = this.file(name);
    fs.mkdirSync(root, { recursive: true });
    for (const { path: file, content, type, link } of files) {
      const target = path.join(root, file.toString());
      fs.mkdirSync(path.dirname(target), { recursive: true });
      if (type === '2') {
        fs.symlinkSync(link ?? '', target);
      } else if (!file.toString().endsWith('/')) {
        fs.writeFileSync(target, content ?? '');
      }
    }
    return root;
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true });
  }
}

/** `/var/lib/dpkg/status` with these packages, as `name version`. */
export function dpkgStatus(...packages: readonly string[]): TarSpec {
  const content = packages
    .map((item) => {
      const [name, version] = item.split(' ');
      return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
    })
    .join('\n');
  return { path: 'var/lib/dpkg/status', content };
}

export function osRelease(id: string, versionId: string, codename = ''): TarSpec {
  return { path: 'etc/os-release', content: `PRETTY_NAME="${id} ${versionId}"\nID=${id}\nVERSION_ID="${versionId}"\n${codename && `VERSION_CODENAME=${codename}\n`}` };
}

export function npmPackage(directory: string, name: string, version: string): TarSpec {
  return { path: `${directory}/node_modules/${name}/package.json`, content: JSON.stringify({ name, version }) };
}
