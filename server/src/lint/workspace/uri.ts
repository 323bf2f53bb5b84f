/**
 * Paths on URIs, without a file system. Editors and Node write the same file differently (`file:///c%3A/x`, `file:///C:/x`), so URIs are compared by `uriKey`.
 */

/** A form in which all spellings of a URI are equal. Not a URI itself. */
export function uriKey(uri: string): string {
  return decode(uri).replace(/^([a-z][a-z0-9+.-]*:\/\/[^/]*\/)([A-Za-z]):/, (_, head: string, drive: string) => `${head}${drive.toLowerCase()}:`);
}

/** The URI of the directory a file is in, with a slash at its end; undefined for a URI without a path (`untitled:Untitled-1`). */
export function directoryOf(uri: string): string | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/(?:.*\/)?/.exec(uri);
  return match?.[0];
}

/** The keys of all directories that a file is in, and of the directory itself where the key is one; the outermost first. */
export function directoriesTo(key: string): string[] {
  const found: string[] = [];
  for (let slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) found.push(key.slice(0, slash + 1));
  return found;
}

export function fileName(uri: string): string {
  return decode(uri.slice(uri.lastIndexOf('/') + 1));
}

/**
 * The URI of a path seen from a directory. `path` is written as in a Compose file: relative or absolute, with `/` or, on Windows, `\`.
 * Undefined where it cannot be told: a home directory, a UNC path, a path above the root.
 */
export function resolvePath(directory: string, path: string): string | undefined {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\//.exec(directory)?.[0];
  if (root === undefined || path.startsWith('~') || /^[\\/]{2}/.test(path)) return undefined;
  const windows = /^[A-Za-z]:[\\/]/.test(path);
  const separator = windows || isWindows(directory) ? /[\\/]+/ : /\/+/;
  const absolute = windows || /^[/]/.test(path);
  const segments = absolute ? [] : directory.slice(root.length).split('/').filter((s) => s !== '');
  for (const segment of path.split(separator)) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(encodeSegment(segment));
    else if (segments.pop() === undefined) return undefined;
  }
  return root + segments.join('/');
}

/** A relative path from a directory to a file or directory below it, with `/`; undefined where it is not below. */
export function relativeTo(directory: string, uri: string): string | undefined {
  const base = uriKey(directory.endsWith('/') ? directory : `${directory}/`);
  const key = uriKey(uri);
  return key.startsWith(base) ? key.slice(base.length) : undefined;
}

function isWindows(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/[A-Za-z](?::|%3[Aa])\//.test(uri);
}

/** A file's name as a part of a URI. */
export function encodeSegment(segment: string): string {
  if (/^[\w.-]*$/.test(segment)) return segment;
  return encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
