/**
 * Takes bytes. A promise asks the caller to wait before it sends more or reuses the chunk (back-pressure); undefined says "go on".
 * Errors come as exceptions or rejections. After one, or to stop early, the caller calls `destroy`.
 */
export interface Sink {
  write(chunk: Buffer): Promise<void> | void;
  /** There are no more bytes. Resolves when everything has been handed on. */
  end(): Promise<void> | void;
  destroy(): void;
}
