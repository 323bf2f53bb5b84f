import type { Package } from '../types';
import type { CatalogueResult, Cataloguer } from './cataloguer';
import { isDotnetDependencies } from './language-manifests';
import { noteOwned } from './owned';
import { decodeText, readFields, splitStanzas } from './text';

const status = 'var/lib/dpkg/status';
const statusDirectory = 'var/lib/dpkg/status.d/';
const infoDirectory = 'var/lib/dpkg/info/';

/**
 * States in which files of the package are on disk. A package that was removed but not purged (`config-files`) or
 * never unpacked (`not-installed`) has none, and reporting it would be wrong.
 */
const presentStates = new Set(['installed', 'triggers-pending', 'triggers-awaited', 'half-configured', 'unpacked', 'half-installed']);

/** Debian and its children: dpkg's status file, the one file a package of distroless images, and the file lists of packages. */
export const dpkg: Cataloguer = {
  name: 'dpkg',
  version: 3,
  maxBytes: 32 * 1024 * 1024,

  wants(path) {
    if (!path.startsWith('var/lib/dpkg/')) return false;
    return path === status || isStatusFragment(path) || isFileList(path);
  },

  catalogue(path, content, found) {
    const text = decodeText(content);
    if (isFileList(path)) readFileList(text, found);
    else readStatus(path, text, found);
  },
};

function isStatusFragment(path: string): boolean {
  if (!path.startsWith(statusDirectory)) return false;
  const name = path.slice(statusDirectory.length);
  return name !== '' && !name.includes('/') && !name.endsWith('.md5sums');
}

function isFileList(path: string): boolean {
  return path.startsWith(infoDirectory) && path.endsWith('.list');
}

/**
 * Microsoft's packages of .NET, for Debian and Ubuntu, put it here; Ubuntu's own put theirs into usr/lib/dotnet (dotnet/runtime#83950, dotnet/docs#34703). No distribution
 * advises on Microsoft's, and NuGet's advisories speak of what is in them.
 */
const microsoftDotnet = 'usr/share/dotnet/';

function readFileList(text: string, found: CatalogueResult): void {
  for (const line of text.split('\n')) {
    const path = line.trim().replace(/^\/+/, '');
    if (!path.startsWith(microsoftDotnet) || !isDotnetDependencies(path)) noteOwned(path, found);
  }
}

function readStatus(path: string, text: string, found: CatalogueResult): void {
  const stanzas = splitStanzas(text);
  let named = 0;
  for (const stanza of stanzas) {
    const fields = readFields(stanza);
    const name = fields.get('package');
    if (!name) continue;
    named += 1;
    if (!isPresent(fields.get('status'))) continue;
    const version = fields.get('version');
    if (!version) {
      found.problems.push({ where: path, message: `Package ${name} has no version and is left out.` });
      continue;
    }
    found.packages.push(readPackage(path, name, version, fields));
  }
  if (stanzas.length > 0 && named === 0) found.problems.push({ where: path, message: 'This is not a dpkg status file: no record names a package.' });
}

/** `Status: install ok installed` has the wish, the error flag and the state. Distroless fragments have no such field. */
function isPresent(field: string | undefined): boolean {
  if (field === undefined) return true;
  const state = field.split(/\s+/)[2];
  return state !== undefined && presentStates.has(state);
}

function readPackage(path: string, name: string, version: string, fields: ReadonlyMap<string, string>): Package {
  const architecture = fields.get('architecture');
  const source = readSource(name, version, fields.get('source'));
  return {
    type: 'deb',
    name,
    version,
    ...(architecture ? { architecture } : {}),
    ...(source.name !== name ? { sourceName: source.name } : {}),
    ...(source.version !== version ? { sourceVersion: source.version } : {}),
    path,
  };
}

/**
 * `Source: glibc (2.36-9)`: the version is given where it is not the binary's. Without it the source has the
 * binary's version, less the `+b1` of a rebuild, which the source never has.
 */
function readSource(name: string, version: string, field: string | undefined): { name: string; version: string } {
  const match = field ? /^(\S+)(?:\s+\(([^()\s]+)\))?$/.exec(field) : null;
  return { name: match?.[1] ?? name, version: match?.[2] ?? version.replace(/\+b\d+$/, '') };
}
