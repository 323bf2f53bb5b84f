import type { Cataloguer } from './cataloguer';
import { isNpmManifest } from './language-manifests';
import { decodeText } from './text';

/** Installed npm packages: the `package.json` of every directory below a `node_modules`. */
export const npm: Cataloguer = {
  name: 'npm',
  version: 1,
  maxBytes: 4 * 1024 * 1024,

  wants: isNpmManifest,

  catalogue(path, content, found) {
    let manifest: unknown;
    try {
      manifest = JSON.parse(decodeText(content));
    } catch (error) {
      found.problems.push({ where: path, message: `The package.json cannot be read: ${(error as Error).message}` });
      return;
    }
    if (typeof manifest !== 'object' || manifest === null) return;
    const { name, version, license, licenses } = manifest as Record<string, unknown>;
    // Files such as `dist/package.json` with only `{"type": "module"}` mark a module kind, not a package.
    if (typeof name !== 'string' || typeof version !== 'string' || name.trim() === '' || version.trim() === '') return;
    const ids = readLicenses(license, licenses);
    found.packages.push({ type: 'npm', name: name.trim(), version: version.trim(), path, ...(ids.length > 0 ? { licenses: ids } : {}) });
  },
};

/** `license: "MIT"`, and the old forms `license: {type}` and `licenses: [{type}]`. */
function readLicenses(...fields: readonly unknown[]): string[] {
  const ids: string[] = [];
  for (const field of fields.flat()) {
    const id = typeof field === 'object' && field !== null ? (field as { type?: unknown }).type : field;
    if (typeof id === 'string' && id !== '') ids.push(id);
  }
  return ids;
}
