/** Passwords inside URLs and connection strings. */
import { isPlaceholder } from './values';

export interface EmbeddedPassword {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

const url = /\b[a-z][a-z0-9+.-]*:\/\/([^\s:/?#@"']*):([^\s/?#@"']+)@/gi;
const pairs = /(?:^|[;\s])(?:password|pwd)\s*=\s*("[^"]*"|'[^']*'|[^;\s]+)/gi;

/** The first password that is written out: `postgres://user:PASSWORD@host/db`, `Server=db;Password=PASSWORD;`. Variables and placeholders are none. */
export function embeddedPassword(text: string): EmbeddedPassword | undefined {
  for (const match of text.matchAll(url)) {
    const found = literal(match[2]!, match.index + match[0].length - 1 - match[2]!.length);
    if (found) return found;
  }
  // Key and value lists have several pairs; a lone `password=x` is a flag of a program.
  if (!/;/.test(text) || !/=/.test(text)) return undefined;
  for (const match of text.matchAll(pairs)) {
    const found = literal(match[1]!, match.index + match[0].length - match[1]!.length);
    if (found) return found;
  }
  return undefined;
}

function literal(password: string, start: number): EmbeddedPassword | undefined {
  const bare = password.replace(/^["']|["']$/g, '');
  return bare === '' || /[${}<>%]/.test(bare) || isPlaceholder(bare) ? undefined : { start, end: start + password.length };
}
