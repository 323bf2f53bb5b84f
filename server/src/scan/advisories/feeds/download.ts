import { open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { send, type HttpOptions } from '../../http';

export interface DownloadOptions extends Omit<HttpOptions, 'method' | 'headers'> {
  /** What the server said of the copy that is there: then it answers "unchanged" where it is still the same. */
  readonly known?: { readonly etag?: string; readonly lastModified?: string };
  readonly maxBytes: number;
  /** Milliseconds before the second try, doubled before each further one; one second by default. */
  readonly backoff?: number;
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

export type Download =
  | { readonly state: 'unchanged' }
  | { readonly state: 'missing' }
  | { readonly state: 'downloaded'; readonly bytes: number; readonly etag?: string; readonly lastModified?: string };

const tries = 4;
const longestWait = 60_000;

/** A failure that may pass: worth another try. */
class Passing extends Error {
  constructor(
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/**
 * Downloads to a file, again a few times where the server or the network fails. On failure no file is left.
 *
 * @throws Error with a sentence that names the host and the reason; AbortError when the signal is raised
 */
export async function download(url: string, file: string, options: DownloadOptions): Promise<Download> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await downloadOnce(url, file, options);
    } catch (error) {
      await rm(file, { force: true });
      options.signal?.throwIfAborted();
      if (!(error instanceof Passing) || attempt === tries) throw new Error(`${url}: ${(error as Error).message}`, { cause: error });
      await wait(Math.min(longestWait, error.retryAfter ?? (options.backoff ?? 1000) * 2 ** (attempt - 1)), undefined, { signal: options.signal });
    }
  }
}

async function downloadOnce(url: string, file: string, options: DownloadOptions): Promise<Download> {
  const { etag, lastModified } = options.known ?? {};
  const headers = { ...(etag ? { 'if-none-match': etag } : {}), ...(lastModified ? { 'if-modified-since': lastModified } : {}) };
  const response = await send(url, { ...options, headers }).catch((error: Error) => {
    throw error.name === 'AbortError' ? error : new Passing(error.message);
  });
  try {
    const status = response.statusCode ?? 0;
    if (status === 304) return { state: 'unchanged' };
    if (status === 404) return { state: 'missing' };
    if (status === 408 || status === 429 || status >= 500) throw new Passing(`the server answers with status ${status}`, retryAfter(response));
    if (status !== 200) throw new Error(`the server answers with status ${status}`);
    const bytes = await save(response, file, options);
    return { state: 'downloaded', bytes, ...validators(response) };
  } finally {
    response.destroy();
  }
}

async function save(response: IncomingMessage, file: string, { maxBytes, onProgress }: DownloadOptions): Promise<number> {
  const total = contentLength(response);
  const tooLarge = (): Error => new Error(`the file is larger than the ${Math.round(maxBytes / 1024 / 1024)} MB that are allowed`);
  if (total !== undefined && total > maxBytes) throw tooLarge();
  const output = await open(file, 'w');
  let received = 0;
  try {
    for await (const chunk of response) {
      received += (chunk as Buffer).length;
      if (received > maxBytes) throw tooLarge();
      await output.write(chunk as Buffer);
      onProgress?.(received, total);
    }
  } catch (error) {
    const { code, name, message } = error as NodeJS.ErrnoException;
    if (name !== 'AbortError' && code === 'ECONNRESET') throw new Passing(`the connection broke off: ${message}`);
    throw error;
  } finally {
    await output.close();
  }
  if (total !== undefined && received !== total) throw new Passing(`${received} of ${total} bytes came`);
  return received;
}

export function contentLength(response: IncomingMessage): number | undefined {
  const text = response.headers['content-length'];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

export function validators({ headers }: IncomingMessage): { etag?: string; lastModified?: string } {
  return { ...(headers.etag ? { etag: headers.etag } : {}), ...(headers['last-modified'] ? { lastModified: headers['last-modified'] } : {}) };
}

/** Milliseconds; the form with a date is not read. */
function retryAfter({ headers }: IncomingMessage): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined;
}
