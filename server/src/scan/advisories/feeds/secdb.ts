/**
 * Alpine's security database (`secdb.alpinelinux.org`, also Wolfi's and Chainguard's) as OSV records. It says, package
 * by package, which version fixes which vulnerabilities, and under version "0" which never applied there.
 */

interface Secdb {
  readonly distroversion?: string;
  readonly urlprefix?: string;
  readonly packages: readonly unknown[];
}

export function isSecdb(value: unknown): value is Secdb {
  return typeof value === 'object' && value !== null && Array.isArray((value as { packages?: unknown }).packages) && 'urlprefix' in value;
}

/** The ecosystem that a database is about: it names Alpine's release, and for the others its address. */
export function secdbEcosystem({ distroversion, urlprefix }: Secdb): string | undefined {
  if (typeof distroversion === 'string' && /^v\d+\.\d+$|^edge(-|$)/.test(distroversion)) return `Alpine:${distroversion.replace(/-.*/, '')}`;
  const host = typeof urlprefix === 'string' ? /^https?:\/\/([^/:]+)/.exec(urlprefix)?.[1] : undefined;
  if (host === 'packages.wolfi.dev') return 'Wolfi';
  if (host === 'packages.cgr.dev') return 'Chainguard';
  return undefined;
}

/** One OSV record a vulnerability, with every package of the database that it concerns; JSON values, to be validated as any other. */
export function secdbToOsv(database: Secdb, ecosystem: string): unknown[] {
  const prefix = `${(ecosystem.split(':', 1)[0] as string).toUpperCase()}-`;
  const records = new Map<string, { names: Set<string>; affected: unknown[] }>();
  for (const item of database.packages) {
    const { name, fixes } = readPackage(item);
    if (name === undefined) continue;
    for (const [id, { names, versions }] of fixesById(fixes)) {
      const record = records.get(id) ?? { names: new Set<string>(), affected: [] };
      records.set(id, record);
      names.forEach((other) => record.names.add(other));
      record.affected.push({ package: { ecosystem, name }, ranges: versions.map(rangeBefore) });
    }
  }
  return [...records].map(([id, { names, affected }]) => ({ id: prefix + id, upstream: [id, ...names], affected }));
}

function readPackage(value: unknown): { name?: string; fixes: readonly (readonly [string, unknown])[] } {
  const item = (value as { pkg?: { name?: unknown; secfixes?: unknown } } | null)?.pkg;
  const name = item?.name;
  if (typeof name !== 'string' || typeof item?.secfixes !== 'object' || item.secfixes === null) return { fixes: [] };
  return { name, fixes: Object.entries(item.secfixes) };
}

/** Versions that fix each vulnerability, and its other names: an entry is `CVE-2020-1 GHSA-…`, now and then with a remark. */
function fixesById(fixes: readonly (readonly [string, unknown])[]): Map<string, { names: string[]; versions: string[] }> {
  const found = new Map<string, { names: string[]; versions: string[] }>();
  for (const [version, entries] of fixes) {
    if (!Array.isArray(entries)) continue;
    for (const entry of entries) {
      const [id, ...names] = typeof entry === 'string' ? (entry.match(/\b[A-Z][A-Z0-9]*-[A-Za-z0-9-]+/g) ?? []) : [];
      if (id === undefined) continue;
      const known = found.get(id) ?? { names: [], versions: [] };
      found.set(id, known);
      known.names.push(...names);
      known.versions.push(version.trim());
    }
  }
  for (const item of found.values()) {
    // A fix beside "0" says that the package was affected after all.
    const real = item.versions.filter((version) => version !== '0');
    if (real.length > 0) item.versions = real;
  }
  return found;
}

/** A vulnerability that is named for two versions was not fixed whole by the first: the ranges overlap, and the last one ends it. */
function rangeBefore(version: string): unknown {
  return { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: version }] };
}
