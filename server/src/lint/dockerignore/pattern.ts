/**
 * One pattern of a `.dockerignore`, read as the builder reads it (moby/patternmatcher on a slash system). Its rules are its own: `*` and `?` stop at a slash, `**` does not,
 * a plain path stands for itself alone, and characters that its compiler forgets to escape (`|`, `{`, `}`, `^`) keep their meaning in a regular expression.
 */
import { isValidGlob } from '../text/go-path';

/** Whether a path below the context (no slash at its start) matches. Directories above the path are the caller's to try. */
export type PathTest = (path: string) => boolean;

/** Undefined where the builder refuses the pattern. It is without `!`, blanks and leading slash, cleaned. */
export function compilePattern(pattern: string): PathTest | undefined {
  if (!isValidGlob(pattern)) return undefined;
  const { kind, source } = translate(pattern);
  switch (kind) {
    case 'exact':
      return (path) => path === pattern;
    case 'prefix': {
      const prefix = pattern.slice(0, -2);
      return (path) => path.startsWith(prefix);
    }
    case 'suffix': {
      const suffix = pattern.slice(2);
      return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
    }
    case 'expression':
      return expressionTest(source);
  }
}

function expressionTest(source: string): PathTest | undefined {
  try {
    const expression = new RegExp(`${fromGo(source)}$`, 'u');
    return (path) => expression.test(path);
  } catch {
    return undefined;
  }
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

function translate(pattern: string): { kind: Kind; source: string } {
  const characters = [...pattern];
  let kind: Kind = 'exact';
  let source = '^';
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (character === '*' && characters[i + 1] === '*') {
      const first = i === 0;
      i++;
      if (characters[i + 1] === '/') i++;
      if (i + 1 < characters.length) {
        source += '(.*/)?';
        kind = 'expression';
      } else if (kind === 'exact') kind = 'prefix';
      else {
        source += '.*';
        kind = 'expression';
      }
      if (first) kind = 'suffix';
      continue;
    }
    const piece = expressionFor(character, characters[i + 1]);
    source += piece ?? (/[.+()$]/.test(character) ? `\\${character}` : character);
    if (piece !== undefined) kind = 'expression';
    if (character === '\\') i++;
  }
  return { kind, source };
}

/** Undefined for characters that stand for themselves, as far as the builder's compiler knows. */
function expressionFor(character: string, next: string | undefined): string | undefined {
  if (character === '*') return '[^/]*';
  if (character === '?') return '[^/]';
  if (character === '\\') return `\\${next}`;
  return character === '[' || character === ']' ? character : undefined;
}

/** An expression of Go in JavaScript's strict syntax: brackets and braces that mean nothing are escaped there. */
function fromGo(source: string): string {
  return source.replace(/\\([^])|\[(\^?)(\]?(?:\\[^]|\[:\w+:\]|[^\]\\])*)\]|\{\d+(?:,\d*)?\}|[[\]{}]|\./gu, (whole, escaped?: string, negation?: string, body?: string) => {
    if (escaped !== undefined) return escapeOf(escaped);
    if (body !== undefined) return `[${negation}${body.replace(/\\([^])|[[\]]/gu, (part, inner?: string) => (inner === undefined ? `\\${part}` : escapeOf(inner)))}]`;
    if (whole === '.') return '[^\\n]';
    return whole.length > 1 ? whole : `\\${whole}`;
  });
}

/** Letters and digits behind a backslash are classes or places in both languages, or else nothing that Go knows. */
function escapeOf(character: string): string {
  const special = /^[dDwWsSbBnrtfv]$/.test(character) ? `\\${character}` : goEscapes[character];
  if (special !== undefined) return special;
  if (!/^[!-/:-@[-`{-~ \t]$/.test(character)) throw new SyntaxError(`Go has no escape for ${character}.`);
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character === '-' ? '\\x2d' : character;
}

const goEscapes: Readonly<Record<string, string>> = { A: '^', z: '$', a: '\\x07' };
