/** Which registry an image comes from, and whether a list of trusted ones covers it. */
import { matchesPattern } from '../text/pattern';
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
    if (matchesPattern(plain, registry)) return true;
    // A path covers all that is below it.
    return plain.includes('/') && (matchesPattern(plain, image.normalized) || matchesPattern(`${plain}/*`, image.normalized));
  });
}
