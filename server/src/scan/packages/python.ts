import type { Cataloguer } from './cataloguer';
import { isPythonManifest } from './language-manifests';
import { decodeText, readFields } from './text';

/** Installed Python distributions, wherever they lie: wheels, eggs, and those that packages vendor. */
export const python: Cataloguer = {
  name: 'python',
  version: 1,
  maxBytes: 4 * 1024 * 1024,

  wants: isPythonManifest,

  catalogue(path, content, found) {
    // The description follows the first blank line and may hold lines that look like fields.
    const head = decodeText(content).replaceAll('\r\n', '\n').split(/\n[ \t]*\n/, 1)[0] as string;
    const fields = readFields(head);
    const name = fields.get('name');
    const version = fields.get('version');
    if (!name || !version) {
      found.problems.push({ where: path, message: `The Python metadata has no ${name ? 'version' : 'name'} and is left out.` });
      return;
    }
    const license = fields.get('license-expression') ?? fields.get('license');
    const known = license !== undefined && license !== '' && license !== 'UNKNOWN';
    found.packages.push({ type: 'pypi', name, version, path, ...(known ? { licenses: [license] } : {}) });
  },
};

/** The one spelling of a distribution's name under which it is registered and advised on (PEP 503). */
export function normalizePythonName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** The directory that a distribution is installed in, of the path of its metadata: `usr/lib/python3/dist-packages`. */
export function pythonSite(path: string): string {
  const own = path.replace(/(?:\/EGG-INFO)?\/(?:METADATA|PKG-INFO)$/, '');
  return own.slice(0, Math.max(0, own.lastIndexOf('/')));
}
