import { open } from 'node:fs/promises';
import { readLines } from '../segment/lines';
import { maxRecordBytes, parse, tooLarge, type RawRecord } from './raw-record';
import { readUncompressed, detectWrapping, type Wrapping } from './uncompress';
import { readZip } from './zip';

/**
 * The records of a file, one at a time: lines of JSON, a JSON array, single JSON values, or a zip with one JSON file a
 * record; any but the zip also compressed with gzip or zstd. What cannot be read is given as an error, and the rest
 * follows where it can be found.
 *
 * @throws errors of the file system, and of a compressed stream that is damaged
 */
export async function* readRecords(path: string, onRead: (bytes: number) => void): AsyncGenerator<RawRecord> {
  const wrapping = detectWrapping(await firstBytes(path));
  if (wrapping === 'zip') {
    yield* readZip(path, onRead);
    return;
  }
  if (await isLines(path, wrapping)) yield* readJsonLines(path, wrapping, onRead);
  else yield* readJsonValues(path, wrapping, onRead);
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** One of the first lines is a JSON object by itself: then a bad line is a bad line, and not the middle of a value. */
async function isLines(path: string, wrapping: Wrapping): Promise<boolean> {
  const lines = readLines(readUncompressed(path, wrapping, () => undefined), { bytes: maxRecordBytes, onLonger: () => undefined });
  let seen = 0;
  for await (const line of lines) {
    const text = withoutMark(line).trim();
    if (text === '') continue;
    if (seen === 0 && text.startsWith('[')) return false;
    if (text.startsWith('{') && text.endsWith('}') && text.length > 2 && isJson(text)) return true;
    seen += 1;
    if (seen >= 20) return false;
  }
  return false;
}

async function* readJsonLines(path: string, wrapping: Wrapping, onRead: (bytes: number) => void): AsyncGenerator<RawRecord> {
  let number = 0;
  let longer = 0;
  const limit = { bytes: maxRecordBytes, onLonger: () => (longer += 1) };
  for await (const line of readLines(readUncompressed(path, wrapping, onRead), limit)) {
    for (; longer > 0; longer -= 1) yield tooLarge(`line ${(number += 1)}`);
    number += 1;
    const text = number === 1 ? withoutMark(line) : line;
    if (text.trim() !== '') yield parse(text, `line ${number}`);
  }
  for (; longer > 0; longer -= 1) yield tooLarge(`line ${(number += 1)}`);
}

/** JSON objects one after the other, in an array or not, however they are laid out. */
async function* readJsonValues(path: string, wrapping: Wrapping, onRead: (bytes: number) => void): AsyncGenerator<RawRecord> {
  const scanner = new ObjectScanner();
  let number = 0;
  for await (const chunk of readUncompressed(path, wrapping, onRead)) {
    for (const text of scanner.push(chunk)) yield parse(text, `record ${(number += 1)}`);
    if (scanner.held > maxRecordBytes) {
      yield tooLarge(`record ${number + 1}`);
      return;
    }
  }
  if (scanner.held > 0) throw new Error(`it ends in the middle of record ${number + 1}`);
  if (number === 0) yield { where: 'the file', error: 'it holds no JSON object' };
}

/** Cuts a stream of bytes into its outermost JSON objects. */
class ObjectScanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private parts: Buffer[] = [];
  /** Bytes of the object that has begun and not ended. */
  held = 0;

  *push(chunk: Uint8Array): Generator<string> {
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      if (!this.step(chunk[index] as number)) continue;
      if (this.depth === 1) {
        start = index;
      } else {
        yield this.take(chunk, start, index + 1);
      }
    }
    if (this.depth > 0) this.keep(chunk, start, chunk.length);
  }

  /** True at the byte that begins or ends an outermost object. */
  private step(byte: number): boolean {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (byte === 0x5c) this.escaped = true;
      else if (byte === 0x22) this.inString = false;
      return false;
    }
    if (byte === 0x22) {
      this.inString = this.depth > 0;
    } else if (byte === 0x7b) {
      this.depth += 1;
      return this.depth === 1;
    } else if (byte === 0x7d && this.depth > 0) {
      this.depth -= 1;
      return this.depth === 0;
    }
    return false;
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    this.parts.push(Buffer.from(chunk.subarray(start, end)));
    this.held += end - start;
  }

  private take(chunk: Uint8Array, start: number, end: number): string {
    this.keep(chunk, start, end);
    const text = Buffer.concat(this.parts).toString('utf8');
    this.parts = [];
    this.held = 0;
    return text;
  }
}

function isJson(text: string): boolean {
  return 'value' in parse(text, '');
}

/** Without the byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
