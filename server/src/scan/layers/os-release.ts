import type { OsRelease } from '../types';

/** In the order of precedence that os-release(5) gives them. */
export const osReleasePaths: readonly string[] = ['etc/os-release', 'usr/lib/os-release'];

/** Bytes above which an os-release file is not read; real ones have about 300. */
export const maxOsReleaseBytes = 64 * 1024;

/** Undefined where the file has no ID: then it says nothing that advisories could be chosen by. */
export function parseOsRelease(content: Uint8Array): OsRelease | undefined {
  const values = new Map<string, string>();
  for (const line of Buffer.from(content).toString('utf8').split(/\r?\n/)) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line);
    if (match !== null) {
      values.set(match[1] as string, unquote(match[2] as string));
    }
  }
  const id = values.get('ID');
  if (id === undefined || id === '') {
    return undefined;
  }
  const versionId = values.get('VERSION_ID') ?? '';
  const codename = values.get('VERSION_CODENAME');
  return {
    id,
    versionId,
    prettyName: values.get('PRETTY_NAME') ?? [values.get('NAME') ?? id, versionId].filter(Boolean).join(' '),
    ...(codename === undefined || codename === '' ? {} : { codename }),
  };
}

/** Values are quoted as in a shell assignment. */
function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  if (quoted === null) {
    return value.replace(/\\(.)/g, '$1');
  }
  return quoted[1] === '"' ? (quoted[2] as string).replace(/\\(["\\$`])/g, '$1') : (quoted[2] as string);
}
