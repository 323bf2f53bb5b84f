import type { RpmFields } from './package';

/**
 * The lines of the manifest that Azure Linux's images without rpm have in place of a database: name, version and
 * release, dates of installation and building, vendor, epoch, size, architecture, epoch, file of the source package;
 * between tabs, `(none)` where a package has none. A line that is no such is undefined.
 */
export function* manifestLines(text: string): Generator<RpmFields | undefined> {
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() !== '') yield readLine(line.split('\t').map((field) => (field === '(none)' ? '' : field)));
  }
}

function readLine([name, evr, , , vendor, , , architecture, epoch, sourceRpm]: readonly string[]): RpmFields | undefined {
  const [, version, release] = /^(.+)-([^-]+)$/.exec(evr ?? '') ?? [];
  if (!name || version === undefined || release === undefined) return undefined;
  return { name, version, release, epoch: Number(epoch) || 0, vendor, architecture, sourceRpm };
}
