import type { Cataloguer } from './cataloguer';
import { isComposerInstalled } from './language-manifests';
import { decodeText } from './text';

/** PHP packages that Composer has installed: its `installed.json`, a list in version 1 and an object in version 2. */
export const composer: Cataloguer = {
  name: 'composer',
  version: 1,
  maxBytes: 32 * 1024 * 1024,

  wants: isComposerInstalled,

  catalogue(path, content, found) {
    let installed: unknown;
    try {
      installed = JSON.parse(decodeText(content));
    } catch (error) {
      found.problems.push({ where: path, message: `The list of PHP packages cannot be read: ${(error as Error).message}` });
      return;
    }
    const list = Array.isArray(installed) ? installed : (installed as { packages?: unknown } | null)?.packages;
    if (!Array.isArray(list)) {
      found.problems.push({ where: path, message: 'This is no list of PHP packages as Composer writes it.' });
      return;
    }
    for (const item of list as readonly unknown[]) {
      const { name, version, license } = (item ?? {}) as Record<string, unknown>;
      if (typeof name !== 'string' || typeof version !== 'string' || name.trim() === '' || version.trim() === '') continue;
      const licenses = Array.isArray(license) ? license.filter((id): id is string => typeof id === 'string' && id !== '') : [];
      found.packages.push({ type: 'composer', name: name.trim(), version: version.trim(), path, ...(licenses.length > 0 ? { licenses } : {}) });
    }
  },
};
