/** Paths as the builder reads them: Go's `path.Clean` and `filepath.Match`, which differ from what shells do. Slashes only. */

/** The shortest path that means the same: without empty parts, `.` and, where something stands before it, `..`. `.` for the empty path. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  const joined = parts.join('/');
  return rooted ? `/${joined}` : joined || '.';
}

/** What Go takes for blanks; unlike JavaScript it does not count a byte order mark. */
const blanks = String.raw`[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const leadingBlanks = new RegExp(`^${blanks}+`);
const trailingBlanks = new RegExp(`${blanks}+$`);

export function trimStart(text: string): string {
  return text.replace(leadingBlanks, '');
}

export function trim(text: string): string {
  return trimStart(text).replace(trailingBlanks, '');
}

/** What stands behind the last slash; nothing behind one at the end. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** True where a path has a character that makes it a pattern of `filepath.Match`. An escaped one does not. */
export function hasWildcard(path: string): boolean {
  return /^(?:[^\\*?[]|\\[^])*[*?[]/.test(path);
}

/** False where `filepath.Match` refuses the pattern once it comes to its end: a class that is not closed or is empty, a backslash at the end. */
export function isValidGlob(pattern: string): boolean {
  return /^(?:[^[\\]|\\[^]|\[(?:\^|(?!\^))(?:(?:\\[^]|[^\]\\-])(?:-(?:\\[^]|[^\]\\-]))?)+\])*$/.test(pattern);
}

/** A test whether one name (no slashes) matches a pattern as in `filepath.Match`; undefined where the pattern is refused. */
export function globTest(pattern: string): ((name: string) => boolean) | undefined {
  if (!isValidGlob(pattern)) return undefined;
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '\\') source += escapeForRegExp(pattern[++i]!);
    else if (char === '[') {
      const end = classEnd(pattern, i);
      source += classSource(pattern.slice(i + 1, end));
      i = end;
    } else source += escapeForRegExp(char);
  }
  try {
    const expression = new RegExp(`^${source}$`, 'u');
    return (name) => expression.test(name);
  } catch {
    // A range that runs backwards: nothing is in it, and Go says so by not matching.
    return () => false;
  }
}

export function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Index of the `]` that ends the class that begins at `start`. */
function classEnd(pattern: string, start: number): number {
  let at = pattern[start + 1] === '^' ? start + 2 : start + 1;
  while (pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at;
}

function classSource(body: string): string {
  const negated = body.startsWith('^');
  const inner = (negated ? body.slice(1) : body).replace(/\\([^])|[[^]/gu, (part, escaped?: string) => classCharacter(escaped ?? part));
  return `[${negated ? '^' : ''}${inner}]`;
}

function classCharacter(char: string): string {
  return char === '-' ? '\\x2d' : /[\\\]^[]/.test(char) ? `\\${char}` : char;
}
