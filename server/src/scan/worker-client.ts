import { Worker } from 'node:worker_threads';
import { CancelledError, ScanError } from './errors';
import { thinned } from './progress';
import type { Progress, ScanReport, ScanRequest } from './types';
import type { WorkerInput, WorkerMessage } from './worker-protocol';

/** Heap of the thread: several times what the largest images need. A hostile one ends its thread, and not the process that serves the editor. */
const defaultHeapMegabytes = 1024;

export interface WorkerOptions {
  /** Path of the bundled worker (`dist/worker.js`). Absent: the scan runs in this thread, as is right for the command line. */
  readonly worker?: string;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Heap of the thread. */
  readonly heapMegabytes?: number;
}

/**
 * Runs a scan in a thread of its own. Cancelling stops the thread wherever it is, so nothing has to be waited for.
 * @throws ScanError with a message for the user; CancelledError.
 */
export async function runScan(request: ScanRequest, options: WorkerOptions): Promise<ScanReport> {
  const onProgress = thinned(options.onProgress ?? (() => undefined));
  if (options.worker === undefined) {
    const { scanImage } = await import('./scan');
    return scanImage(request, onProgress, options.signal);
  }
  if (options.signal?.aborted) {
    throw new CancelledError();
  }
  return inThread(options.worker, request, onProgress, options);
}

function inThread(file: string, request: ScanRequest, onProgress: (progress: Progress) => void, options: WorkerOptions): Promise<ScanReport> {
  const { signal, heapMegabytes = defaultHeapMegabytes } = options;
  return new Promise((resolve, reject) => {
    const input: WorkerInput = { request };
    const worker = new Worker(file, { workerData: input, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
    const settle = (finish: () => void) => {
      signal?.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      // Errors of a thread that is being ended concern nobody.
      worker.on('error', () => undefined);
      void worker.terminate();
      finish();
    };
    const cancel = () => settle(() => reject(new CancelledError()));
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: WorkerMessage) => {
      switch (message.kind) {
        case 'progress':
          onProgress(message.progress);
          break;
        case 'report':
          settle(() => resolve(message.report));
          break;
        case 'failure':
          settle(() => reject(toError(message)));
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      settle(() =>
        reject(outOfMemory ? new ScanError(`The scan of ${request.image} needs more than ${heapMegabytes} MB of memory and was given up.`, 'The image may be made to do harm. Scan it layer by layer, or not at all.') : error),
      );
    });
    worker.on('exit', (code) => settle(() => reject(new Error(`The thread of the scan ended with status ${code} and no result.`))));
  });
}

function toError(message: Extract<WorkerMessage, { kind: 'failure' }>): Error {
  if (message.expected) {
    return new ScanError(message.message, message.remedy);
  }
  const error = new Error(message.message);
  if (message.stack !== undefined) {
    error.stack = message.stack;
  }
  return error;
}
