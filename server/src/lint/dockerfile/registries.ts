/** Which registry an image comes from, and whether a list of trusted ones covers it. */
import type { ImageReference } from './model';

/** Host with port, `docker.io` for short names. */
export function registryOf(image: ImageReference): string {
  return image.normalized.slice(0, image.normalized.indexOf('/'));
}

/** Entries are `host`, `host:port`, `host/path`, each with `*` at its beginning or end. */
export function isTrusted(image: ImageReference, trusted: readonly string[]): boolean {
  const registry = registryOf(image);
  return trusted.some((entry) => {
    const plain = entry.replace(/^https?:\/\//, '').replace(/\/+$/, '');
    if (plain === '*') return true;
    if (matches(plain, registry)) return true;
    // A path covers all that is below it.
    return plain.includes('/') && (matches(plain, image.normalized) || matches(`${plain}/*`, image.normalized));
  });
}

function matches(pattern: string, text: string): boolean {
  const start = pattern.startsWith('*');
  const end = pattern.endsWith('*');
  const middle = pattern.slice(start ? 1 : 0, end ? -1 : undefined);
  if (start && end) return text.includes(middle);
  if (start) return text.endsWith(middle);
  if (end) return text.startsWith(middle);
  return text === middle;
}
