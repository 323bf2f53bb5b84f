/** What patterns have to do with each other, as far as their texts tell. */
import type { IgnorePattern } from './model';

/** Characters that have, or may have, a meaning of their own. */
const special = /[*?[\]\\|{}^$]/;

export function isLiteral(pattern: string): boolean {
  return !special.test(pattern);
}

/** `*`, `**`, `**` + `/*`: matches whatever lies in the context. */
export function matchesEverything(pattern: string): boolean {
  return pattern === '*' || pattern === '**' || pattern === '**/*';
}

/** Whether a pattern may match a path without wildcards, a directory above it, or something below it. True where the texts do not tell. */
export function mayMeet({ pattern, matches }: IgnorePattern, path: string): boolean {
  const parts = path.split('/');
  if (parts.some((_, i) => matches(parts.slice(0, i + 1).join('/')))) return true;
  if (/[\\|{}^$]/.test(pattern)) return true;
  const segments = pattern.split('/');
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    if (segment.includes('**')) return true;
    if (i >= parts.length) return true;
    if (isLiteral(segment) ? segment !== parts[i] : !segmentTest(segment).test(parts[i]!)) return false;
  }
  return true;
}

/** Brackets are taken for any one character: more may match, never less. */
function segmentTest(segment: string): RegExp {
  const source = segment.replace(/\[[^\]]*\]|[*?.+()]/g, (part) => (part === '*' ? '.*' : part === '?' || part.startsWith('[') ? '.' : `\\${part}`));
  return new RegExp(`^${source}$`, 'u');
}

/** Whether all that `inner` ever matches, and what is below it, is matched by `outer` or lies below what it matches. False where the texts do not tell. */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner || matchesEverything(outer)) return true;
  if (isLiteral(outer)) return inner.startsWith(`${outer}/`);
  const [, anywhere] = /^\*\*\/([^/]+)$/.exec(outer) ?? [];
  if (anywhere === undefined) return false;
  const segments = inner.split('/');
  if (isLiteral(anywhere)) return segments.includes(anywhere);
  const [, extension] = /^\*(\.[^*?[\]\\|{}^$]+)$/.exec(anywhere) ?? [];
  return extension !== undefined && isLiteral(inner.replace(/\*/g, '')) && segments.some((segment) => segment.endsWith(extension));
}
