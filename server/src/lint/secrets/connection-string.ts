/** Passwords inside URLs and connection strings. */
import { isPlaceholder } from './values';

export interface EmbeddedPassword {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** One that everybody tries first: `postgres:postgres`. */
  readonly weak: boolean;
}

/** A scheme begins where nothing of one stands before it: otherwise a long run of such characters would be tried from each of them. */
const url = /(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/([^\s:/?#@"']*):([^\s/?#@"']+)@/gi;
/** Behind the login: an address that a build needs and nobody connects to. */
const madeUp = /^(?:dummy|placeholder|fake|unused|build)(?![\w.-])|^[\w.:,-]*\/(?:dummy|placeholder|fake|unused)(?![\w-])/i;
const userOnly = /\bhttps?:\/\/([A-Za-z0-9_-]{20,})@[\w.-]/g;
const pairs = /(?:^|[;\s])(?:password|pwd)\s*=\s*("[^"]*"|'[^']*'|[^;\s]+)/gi;

/** The first password that is written out: `postgres://user:PASSWORD@host/db`, `Server=db;Password=PASSWORD;`. Variables and placeholders are none. */
export function embeddedPassword(text: string): EmbeddedPassword | undefined {
  return embeddedPasswords(text)[0];
}

/** All of them, in order of the text within each kind. */
export function embeddedPasswords(text: string): EmbeddedPassword[] {
  const found: EmbeddedPassword[] = [];
  const add = (password: string, start: number, user: string): void => {
    const bare = password.replace(/^["']|["']$/g, '');
    if (bare === '' || /[${}<>%]/.test(bare) || isPlaceholder(bare)) return;
    found.push({ start, end: start + password.length, weak: bare.toLowerCase() === user.toLowerCase() || isWeakPassword(bare) });
  };
  for (const match of text.matchAll(url)) {
    const [whole, user, password] = match as unknown as [string, string, string];
    const behind = text.slice(match.index + whole.length);
    if (madeUp.test(behind) || isFromManual(user, password, behind)) continue;
    const end = match.index + whole.length - 1;
    // GitHub takes a token as the user and this word as the password.
    if (password === 'x-oauth-basic') add(user, end - password.length - 1 - user.length, '');
    else add(password, end - password.length, user);
  }
  for (const match of text.matchAll(userOnly)) {
    const token = match[1]!;
    if (looksRandom(token)) add(token, match.index + match[0].indexOf(token), '');
  }
  // Key and value lists have several pairs; a lone `password=x` is a flag of a program.
  if (/;/.test(text) && /=/.test(text)) {
    for (const match of text.matchAll(pairs)) add(match[1]!, match.index + match[0].length - match[1]!.length, '');
  }
  return found;
}

/** `postgres://user:password@localhost/db`, as manuals write it. */
function isFromManual(user: string, password: string, behind: string): boolean {
  return /^user(?:name)?$/i.test(user) && /^pass(?:word)?$/i.test(password) && /^(?:localhost|host(?:name)?)(?![\w.-])/i.test(behind);
}

const common = /^(?:admin|administrator|root|user|guest|test|testing|demo|dev|secret|default|public|local|docker|vagrant|postgres|postgresql|mysql|mariadb|mongo|redis|rabbitmq|oracle|sa|pass\w{0,6}|qwerty\w*|letmein|welcome)[\d!@#]{0,4}$/i;

/** One of those that are tried first. */
export function isWeakPassword(password: string): boolean {
  return common.test(password) || /^\d{1,8}$/.test(password);
}

/** Letters and digits mixed as no word has them. */
export function looksRandom(text: string): boolean {
  return text.length >= 16 && /\d/.test(text) && /[A-Za-z]/.test(text) && (text.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z])/g)?.length ?? 0) >= text.length / 6;
}
