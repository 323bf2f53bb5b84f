/** Source: sqlite.org/fileformat2.html, "The Write-Ahead Log". */

const magics: ReadonlySet<number> = new Set([0x377f0682, 0x377f0683]);
const headerBytes = 32;
const frameHeaderBytes = 24;

/** Pages in a write-ahead log up to its last commit. What was left by an earlier use of the file has other salts and does not count. */
export function framesOf(content: Uint8Array): number {
  const log = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (log.length < headerBytes || !magics.has(log.readUInt32BE(0))) return 0;
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8);
  let committed = 0;
  for (let at = headerBytes, frame = 1; at + frameBytes <= log.length; at += frameBytes, frame += 1) {
    if (!log.subarray(at + 8, at + 16).equals(log.subarray(16, 24))) break;
    // A frame that commits says how large the database is then.
    if (log.readUInt32BE(at + 4) !== 0) committed = frame;
  }
  return committed;
}
