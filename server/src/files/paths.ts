/** File paths and URIs. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export function uriOfPath(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

/** Undefined for URIs that are no files of this machine. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** With slashes, as globs and reports write paths. */
export function slashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** The path from a directory, with slashes. */
export function relativePath(directory: string, path: string): string {
  return slashes(relative(directory, path));
}

/** A path as a user in `directory` would write it: relative where it is below the directory, absolute elsewhere. */
export function shownPath(directory: string, path: string): string {
  const short = relative(directory, path);
  return short === '' || short === '..' || short.startsWith(`..${sep}`) || isAbsolute(short) ? slashes(path) : slashes(short);
}
