/** Passwords in lines as `.netrc` has them, which builds write for curl, git and pip: `machine HOST login USER password PASSWORD`. */
import { isWeakPassword } from './connection-string';
import type { EmbeddedPassword } from './connection-string';
import { isPlaceholder } from './values';

/** Blanks, line ends, and line ends as `printf` takes them. */
const gap = String.raw`(?:[ \t\r\n]|\\n|\\t){1,20}`;
const entry = new RegExp(String.raw`\bmachine${gap}[\w.:-]{1,253}${gap}login${gap}[^\s"'\\]{1,200}${gap}password${gap}([^\s"'\\]{3,200})`, 'g');

/** All that are written out, in order; variables and placeholders are none. */
export function netrcPasswords(text: string): EmbeddedPassword[] {
  if (!text.includes('machine')) return [];
  return [...text.matchAll(entry)].flatMap((match) => {
    const password = match[1]!;
    if (/[${}<>%]/.test(password) || isPlaceholder(password)) return [];
    const end = match.index + match[0].length;
    return [{ start: end - password.length, end, weak: isWeakPassword(password) }];
  });
}
