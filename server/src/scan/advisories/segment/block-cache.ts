/** Keeps the blocks used last, up to a number of characters in all, so that memory is bounded whatever is looked up. */
export class BlockCache {
  private readonly blocks = new Map<string, string>();
  private size = 0;

  constructor(private readonly limit = 4 * 1024 * 1024) {}

  async get(key: string, read: () => Promise<string>): Promise<string> {
    const kept = this.blocks.get(key);
    if (kept !== undefined) {
      // A Map iterates in the order of insertion: the first is the one used longest ago.
      this.blocks.delete(key);
      this.blocks.set(key, kept);
      return kept;
    }
    const block = await read();
    this.keep(key, block);
    return block;
  }

  private keep(key: string, block: string): void {
    if (block.length > this.limit || this.blocks.has(key)) return;
    this.blocks.set(key, block);
    this.size += block.length;
    for (const [oldest, text] of this.blocks) {
      if (this.size <= this.limit) return;
      this.blocks.delete(oldest);
      this.size -= text.length;
    }
  }
}
