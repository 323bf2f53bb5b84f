import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { importAdvisories, matchAdvisories, openAdvisories, type ImportOptions, type Matches, type MatchOptions } from '../../../server/src/scan/advisories/index';
import type { ImagePackage, Match, OsRelease, Package } from '../../../server/src/scan/types';

export const debian12: OsRelease = { id: 'debian', versionId: '12', prettyName: 'Debian GNU/Linux 12 (bookworm)' };
export const alpine320: OsRelease = { id: 'alpine', versionId: '3.20.3', prettyName: 'Alpine Linux v3.20' };

/** A directory of its own for every test of the suite that calls it, removed afterwards. */
export function temporaryDirectories(): () => string {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plimsoll-advisories-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });
  return () => directory;
}

export interface RecordOptions {
  readonly ecosystem?: string;
  readonly name?: string;
  /** `introduced` to `fixed`; both may be left out. */
  readonly events?: readonly Readonly<Record<string, string>>[];
  readonly [field: string]: unknown;
}

/** An OSV record about one package; fields beside ecosystem, name and events go into it as they are. */
export function osv(id: string, { ecosystem = 'Debian:12', name = 'openssl', events = [{ introduced: '0' }, { fixed: '2' }], ...fields }: RecordOptions = {}): Record<string, unknown> {
  return { id, affected: [{ package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events }] }], ...fields };
}

/** Writes records as lines of JSON. */
export async function writeRecords(path: string, records: readonly unknown[]): Promise<string> {
  await writeFile(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
}

export async function importRecords(directory: string, records: readonly unknown[], options?: ImportOptions) {
  const file = await writeRecords(join(directory, 'records.ndjson'), records);
  return importAdvisories([file], join(directory, 'store'), options);
}

export function installed(name: string, version: string, fields: Partial<Package> & { osOwned?: boolean } = {}): ImagePackage {
  const { osOwned = false, ...rest } = fields;
  return { package: { type: 'deb', name, version, path: 'var/lib/dpkg/status', ...rest }, layer: 0, osOwned };
}

/** Imports the records and matches the packages with them. */
export async function matchRecords(
  directory: string,
  records: readonly unknown[],
  packages: readonly ImagePackage[],
  os: OsRelease | undefined = debian12,
  options?: MatchOptions,
): Promise<Matches> {
  await importRecords(directory, records);
  const store = openAdvisories(join(directory, 'store'));
  try {
    return await matchAdvisories(packages, os, store, options);
  } finally {
    await store.close();
  }
}

/** `id name version -> fixed`, sorted. */
export function summary(matches: readonly Match[]): string[] {
  return matches.map(({ id, package: { package: item }, fixedVersion }) => `${id} ${item.name} ${item.version} -> ${fixedVersion ?? 'no fix'}`).sort();
}

/** A zip of stored files, as small as the format allows. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [nameBytes, body] = [Buffer.from(name), typeof text === 'string' ? Buffer.from(text) : text];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(centrals.length, 4);
  end.writeUInt16LE(centrals.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}

/** The project's shared data, which is not part of it: beside the checkout, or where PLIMSOLL_SHARED says. */
export function sharedData(name: string): string | undefined {
  const path = join(process.env.PLIMSOLL_SHARED ?? resolve(__dirname, '../../../../shared'), 'data', name);
  return existsSync(path) ? path : undefined;
}
