const lineFeed = 0x0a;

export interface LineLimit {
  readonly bytes: number;
  /** Called once for every line that is longer, which is then left out. */
  readonly onLonger: () => void;
}

/**
 * Lines of UTF-8 bytes, split at line feeds only: node's readline also splits at U+2028, which JSON may hold as it is.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, limit?: LineLimit): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let held = 0;
  const take = (tail: Buffer): string | undefined => {
    const longer = limit !== undefined && held + tail.length > limit.bytes;
    const line = longer ? undefined : rest.length === 0 ? tail.toString('utf8') : Buffer.concat([...rest, tail]).toString('utf8');
    if (longer) limit.onLonger();
    rest = [];
    held = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      const line = take(bytes.subarray(start, end));
      if (line !== undefined) yield line;
      start = end + 1;
    }
    held += bytes.length - start;
    if (limit !== undefined && held > limit.bytes) rest = [];
    else if (start < bytes.length) rest.push(Buffer.from(bytes.subarray(start)));
  }
  const last = held > 0 ? take(Buffer.alloc(0)) : undefined;
  if (last !== undefined) yield last;
}
