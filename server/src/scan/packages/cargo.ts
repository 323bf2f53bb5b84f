import { inflateSync } from 'node:zlib';
import { DamagedError, messageOf } from '../errors';
import { elfHeader, Fields, isElf } from './executable';
import { isProgram } from './language-manifests';
import type { RangeCataloguer, RangeReading } from './range-cataloguer';
import type { Package } from '../types';

const sectionName = '.dep-v0';
/** Linkers put the names of sections, a few hundred bytes, right before the table of sections, mostly. */
const windowBytes = 4096;
const mostSections = 4096;
/** Bytes of the list of packages, compressed and not: the largest programs have about 200,000. */
const longestList = 8 * 1024 * 1024;

/**
 * ELF programs that were built with cargo-auditable, as those of Alpine and Wolfi are: the crates in them. Others name no crates.
 * Source: PARSING.md of rust-secure-code/cargo-auditable.
 */
export const cargo: RangeCataloguer = {
  name: 'cargo',
  version: 1,
  wants: isProgram,
  accepts: isElf,

  *read(path, size, found) {
    const section = yield* findSection(size);
    if (section === undefined) return;
    found.packages.push(...packagesOf(inflate(yield section), path));
  },
};

function* findSection(size: number): RangeReading<{ start: number; end: number } | undefined> {
  const { fields, bigEndian, word } = elfHeader(yield { start: 0, end: 64 });
  const wide = word === 8;
  const tableStart = fields.at(wide ? 40 : 32, word);
  const entrySize = fields.at(wide ? 58 : 46, 2);
  const count = fields.at(wide ? 60 : 48, 2);
  const namesAt = fields.at(wide ? 62 : 50, 2);
  if (tableStart === 0 || tableStart >= size || count > mostSections || namesAt >= count) return undefined;
  const before = Math.min(windowBytes, tableStart);
  const bytes = yield { start: tableStart - before, end: tableStart + entrySize * count };
  const table = new Fields(bytes.subarray(before), bigEndian);
  const rangeOf = (index: number): { start: number; end: number } => {
    const start = table.at(index * entrySize + (wide ? 24 : 16), word);
    return { start, end: start + Math.min(table.at(index * entrySize + (wide ? 32 : 20), word), longestList) };
  };
  const names = yield rangeOf(namesAt);
  for (let index = 0; index < count; index += 1) {
    const name = table.at(index * entrySize, 4);
    const end = names.indexOf(0, name);
    if (end - name === sectionName.length && names.toString('latin1', name, end) === sectionName) return rangeOf(index);
  }
  return undefined;
}

function inflate(bytes: Buffer): unknown {
  try {
    return JSON.parse(inflateSync(bytes, { maxOutputLength: longestList }).toString('utf8'));
  } catch (error) {
    throw new DamagedError(`the list of crates in it is damaged: ${messageOf(error)}`);
  }
}

/** Only what is in the program: crates of kind `build` ran while it was built. */
function packagesOf(list: unknown, path: string): Package[] {
  const { packages } = (list ?? {}) as { packages?: unknown };
  if (!Array.isArray(packages)) throw new DamagedError('the list of crates in it names none');
  return packages.flatMap((item: unknown): Package[] => {
    const { name, version, kind } = (item ?? {}) as Record<string, unknown>;
    return typeof name === 'string' && name !== '' && typeof version === 'string' && version !== '' && kind !== 'build' ? [{ type: 'cargo', name, version, path }] : [];
  });
}
