/** A map that forgets what was not asked for longest, so that a cache in a long-lived server stays small. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, V>();
  private size = 0;

  /** `most`: entries, or what `sizeOf` counts in them. What was set last stays, however large it is. */
  constructor(
    private readonly most: number,
    private readonly sizeOf: (value: V) => number = () => 1,
  ) {}

  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    // Maps keep the order of insertion, so what was asked for last stands last.
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    this.entries.set(key, value);
    this.size += this.sizeOf(value);
    while (this.size > this.most && this.entries.size > 1) this.delete(this.entries.keys().next().value as K);
  }

  private delete(key: K): void {
    if (!this.entries.has(key)) return;
    this.size -= this.sizeOf(this.entries.get(key) as V);
    this.entries.delete(key);
  }
}
