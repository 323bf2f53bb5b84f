import type { Package } from '../types';
import type { CatalogueResult, Cataloguer } from './cataloguer';
import { noteOwned } from './owned';
import { decodeText } from './text';

/** apk-tools 3 moved the database below usr. */
const databases = new Set(['lib/apk/db/installed', 'usr/lib/apk/db/installed']);

/** Alpine, Wolfi and Chainguard: apk's database of installed packages, which also lists their files. */
export const apk: Cataloguer = {
  name: 'apk',
  version: 3,
  maxBytes: 32 * 1024 * 1024,

  wants(path) {
    return databases.has(path);
  },

  catalogue(path, content, found) {
    let record: Record<string, string> = {};
    let directory = '';
    const finish = (): void => {
      readRecord(path, record, found);
      record = {};
      directory = '';
    };
    let any = false;
    for (const raw of decodeText(content).split('\n')) {
      const line = raw.trimEnd();
      if (line === '') {
        finish();
        continue;
      }
      if (line[1] !== ':') continue;
      any = true;
      const key = line[0] as string;
      const value = line.slice(2);
      if (key === 'F') directory = value;
      else if (key === 'R') addOwned(directory, value, found);
      // `a:`, `Z:` and `M:` repeat for every file; the record's own fields come once, before the files.
      else if ('PVAoL'.includes(key) && !(key in record)) record[key] = value;
    }
    finish();
    if (!any && content.length > 0) found.problems.push({ where: path, message: 'This is not an apk database: no line has a one-letter field.' });
  },
};

function addOwned(directory: string, name: string, found: CatalogueResult): void {
  const path = directory === '' ? name : `${directory}/${name}`;
  noteOwned(path, found);
}

function readRecord(path: string, record: Readonly<Record<string, string>>, found: CatalogueResult): void {
  const { P: name, V: version, A: architecture, o: origin, L: license } = record;
  if (!name) return;
  if (!version) {
    found.problems.push({ where: path, message: `Package ${name} has no version and is left out.` });
    return;
  }
  const item: Package = {
    type: 'apk',
    name,
    version,
    ...(architecture ? { architecture } : {}),
    ...(origin && origin !== name ? { sourceName: origin } : {}),
    path,
    ...(license ? { licenses: [license] } : {}),
  };
  found.packages.push(item);
}
