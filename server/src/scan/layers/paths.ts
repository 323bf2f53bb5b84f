/** Paths of entries in a layer, and the marks that hide what lower layers hold. Source: opencontainers/image-spec layer.md, "Whiteouts". */

/**
 * Without leading slash, `.`, empty segments and a trailing slash; `a/../b` becomes `b`. The root is the empty path.
 * Undefined where the path leaves the root.
 */
export function cleanPath(path: string): string | undefined {
  if (!needsCleaning.test(path)) {
    return path;
  }
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) {
        return undefined;
      }
    } else if (segment !== '' && segment !== '.') {
      segments.push(segment);
    }
  }
  return segments.join('/');
}

const needsCleaning = /^\/|\/$|\/\/|(?:^|\/)\.\.?(?:\/|$)/;

export function depthOf(path: string): number {
  let depth = 1;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    depth++;
  }
  return depth;
}

export type Mark =
  /** `path` and all below it are removed from the lower layers. */
  | { readonly kind: 'whiteout'; readonly path: string }
  /** What the lower layers hold below `path` is hidden. */
  | { readonly kind: 'opaque'; readonly path: string }
  /** Bookkeeping of the aufs driver, or a mark that names nothing. */
  | { readonly kind: 'ignored' };

const prefix = '.wh.';

/** The mark that a clean path is, by the beginning of its last segment; undefined for an ordinary entry. */
export function parseMark(path: string): Mark | undefined {
  const slash = path.lastIndexOf('/');
  if (!path.startsWith(prefix, slash + 1)) {
    return undefined;
  }
  const directory = slash < 0 ? '' : path.slice(0, slash);
  const name = path.slice(slash + 1 + prefix.length);
  if (name === '.wh..opq') {
    return { kind: 'opaque', path: directory };
  }
  if (name === '' || name === '.' || name === '..' || name.startsWith(prefix)) {
    return { kind: 'ignored' };
  }
  return { kind: 'whiteout', path: directory === '' ? name : `${directory}/${name}` };
}

const packageDirectories = /(?:^|\/)(?:node_modules|site-packages|dist-packages)(?:\/|$)/;
/** A program there may be what a symlink has taken the place of. */
const programDirectories = /(?:^|\/)s?bin\/[^/]+$/;
/** Where a distribution keeps thousands of symlinks that never stand for a directory with packages. */
const systemDirectories = /^(?:usr\/(?!local\/|src\/)|etc\/|lib\w*\/|bin\/|sbin\/|dev\/|proc\/|sys\/|run\/)/;

/**
 * Whether a symlink at this path may have taken the place of a directory or program in which a lower layer had packages. The layer alone cannot tell,
 * and to note down every symlink of a distribution would make the inventory many times larger.
 */
export function mayHidePackages(path: string): boolean {
  return packageDirectories.test(path) || programDirectories.test(path) || !systemDirectories.test(path);
}
