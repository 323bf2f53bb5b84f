import { stat } from 'node:fs/promises';
import { open, type Entry, type ZipFile } from 'yauzl';
import { maxRecordBytes, parse, tooLarge, type RawRecord } from './raw-record';

/** The `.json` files of a zip, as OSV's exports have one for each record. */
export async function* readZip(path: string, onRead: (bytes: number) => void): AsyncGenerator<RawRecord> {
  const { size } = await stat(path);
  const zip = await openZip(path);
  try {
    let count = 0;
    for (let entry = await nextEntry(zip); entry !== undefined; entry = await nextEntry(zip)) {
      count += 1;
      // A zip is read through its directory: the share of its entries stands for the bytes.
      onRead(Math.round((size * count) / Math.max(zip.entryCount, count)));
      if (entry.fileName.endsWith('.json')) yield await readEntry(zip, entry);
    }
  } finally {
    zip.close();
  }
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<RawRecord> {
  const where = entry.fileName;
  if (entry.uncompressedSize > maxRecordBytes) return tooLarge(where);
  try {
    return parse((await readBody(zip, entry)).toString('utf8'), where);
  } catch (error) {
    return { where, error: (error as Error).message };
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void): void => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
      action();
    };
    const onEntry = (entry: Entry): void => settle(() => resolve(entry));
    const onEnd = (): void => settle(() => resolve(undefined));
    const onError = (error: Error): void => settle(() => reject(error));
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });
}

/** yauzl checks that the body has the size that the directory names, so that it cannot grow beyond it. */
function readBody(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => resolve(Buffer.concat(parts)));
      stream.on('error', reject);
    });
  });
}
