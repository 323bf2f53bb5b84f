/** Takes credentials out of what a report quotes: the history, and lines of the Dockerfile. */
import { escapeForRegExp } from '../../lint/text/go-path';
import type { HistorySecret } from './history-secrets';

/** Characters of a credential that are left, so that it can be told from others. */
const left = 4;
const longestWord = 64;

/** A function of a text. Passwords that are plain words are taken out only where one is given, since such a word is also a name of other things. */
export function redactor(secrets: readonly Pick<HistorySecret, 'value' | 'weak'>[]): (text: string) => string {
  const isWord = ({ value, weak }: { value: string; weak: boolean }): boolean => weak && value.length <= longestWord;
  const strong = new Set(secrets.flatMap((secret) => (isWord(secret) ? [] : [secret.value])));
  const weak = new Set(secrets.flatMap((secret) => (isWord(secret) ? [secret.value] : [])));
  // The longest first: one may be a part of another.
  const ordered = (values: ReadonlySet<string>): string[] => [...values].sort((a, b) => b.length - a.length);
  return (text) => {
    let redacted = text;
    for (const value of ordered(strong)) redacted = redacted.replaceAll(value, () => `${value.length > 2 * left ? value.slice(0, left) : ''}…`);
    for (const value of ordered(weak)) redacted = redacted.replace(new RegExp(`([=:]["']?)${escapeForRegExp(value)}(?![\\w-])`, 'g'), '$1…');
    return redacted;
  };
}
