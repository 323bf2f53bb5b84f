/**
 * Globs as .gitignore reads them: a pattern with a slash (other than at its end) is anchored at the base directory, one without matches at any depth, and what matches a directory
 * matches everything below it. `*`, `?`, `[a-z]`, `**`, `{a,b}` and `\` are known. The time a match takes grows with pattern times path, whatever the pattern: they come out of files.
 */

/** True where the last pattern that matches does not begin with `!`. Paths are relative to the base directory, with slashes. */
export function matchesAny(patterns: readonly string[], path: string): boolean {
  const segments = path.split('/').filter(segment => segment !== '' && segment !== '.');
  if (segments[0] === '..') return false;
  let matched = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (matched !== negated) continue;
    if (expandBraces(negated ? pattern.slice(1) : pattern).some(single => matchesPattern(single, segments))) matched = !negated;
  }
  return matched;
}

function matchesPattern(pattern: string, path: readonly string[]): boolean {
  const trimmed = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  const parts = trimmed.split('/').filter(part => part !== '');
  if (parts.length === 0) return false;
  const anchored = trimmed.includes('/');
  if (parts[parts.length - 1] === '**') parts.push('*');
  const full = (anchored ? parts : ['**', ...parts]).map(part => (part === '**' ? part : segmentTokens(part)));
  const longest = pattern.endsWith('/') ? path.length - 1 : path.length;
  for (let length = longest; length > 0; length--) {
    if (matchesSequence(full, path.slice(0, length), part => part === '**', (part, segment) => matchesSegment(part as readonly Token[], segment))) return true;
  }
  return false;
}

/** One character of a pattern, as a test; a star is any number of characters. */
type Token = '*' | ((character: string) => boolean);

function matchesSegment(tokens: readonly Token[], segment: string): boolean {
  return matchesSequence(tokens, [...segment], token => token === '*', (token, character) => (token as (character: string) => boolean)(character));
}

/** Wildcard matching over any kind of item. Only the last star is ever tried again: an earlier one has already taken the least it can. */
function matchesSequence<P, T>(pattern: readonly P[], items: readonly T[], isStar: (part: P) => boolean, matches: (part: P, item: T) => boolean): boolean {
  let p = 0;
  let i = 0;
  let star = -1;
  let resume = 0;
  while (i < items.length) {
    if (p < pattern.length && isStar(pattern[p]!)) {
      star = p++;
      resume = i;
    } else if (p < pattern.length && matches(pattern[p]!, items[i]!)) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++resume;
    } else return false;
  }
  while (p < pattern.length && isStar(pattern[p]!)) p++;
  return p === pattern.length;
}

function segmentTokens(segment: string): readonly Token[] {
  const characters = [...segment];
  const tokens: Token[] = [];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    const close = character === '[' ? characters.indexOf(']', i + 2) : -1;
    if (character === '*') tokens.push('*');
    else if (character === '?') tokens.push(() => true);
    else if (close > 0) {
      tokens.push(characterClass(characters.slice(i + 1, close)));
      i = close;
    } else {
      const literal = character === '\\' && i + 1 < characters.length ? characters[++i]! : character;
      tokens.push(other => other === literal);
    }
  }
  return tokens;
}

function characterClass(inner: readonly string[]): (character: string) => boolean {
  const negated = inner[0] === '!' || inner[0] === '^';
  const ranges: [string, string][] = [];
  for (let i = negated ? 1 : 0; i < inner.length; i++) {
    if (inner[i + 1] === '-' && i + 2 < inner.length) {
      ranges.push([inner[i]!, inner[i + 2]!]);
      i += 2;
    } else ranges.push([inner[i]!, inner[i]!]);
  }
  return character => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/** More alternatives than this are not expanded: `{a,b}{a,b}…` doubles with every pair. */
const mostAlternatives = 256;

function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0 && open.length + done.length <= mostAlternatives) {
    const next = open.pop()!;
    const group = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (!group) done.push(next);
    else for (const alternative of group[1]!.split(',')) open.push(next.slice(0, group.index) + alternative + next.slice(group.index + group[0].length));
  }
  return done.concat(open);
}
