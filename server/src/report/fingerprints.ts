import { createHash } from 'node:crypto';

/** Names a result by what it is about, not by its line, so that it is known again when lines move. The same thing twice gets a number. */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  of(...parts: readonly string[]): string {
    const hash = createHash('sha256').update(parts.map(part => part.trim()).join('\0')).digest('hex').slice(0, 16);
    const count = (this.seen.get(hash) ?? 0) + 1;
    this.seen.set(hash, count);
    return `${hash}:${count}`;
  }
}
