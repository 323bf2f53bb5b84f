/** Entry of the thread that a scan runs in; see scan/worker-client.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { isScanError, messageOf } from './scan/errors';
import { thinned } from './scan/progress';
import { scanImage } from './scan/scan';
import type { WorkerInput, WorkerMessage } from './scan/worker-protocol';

const { request } = workerData as WorkerInput;
const send = (message: WorkerMessage) => parentPort?.postMessage(message);

scanImage(
  request,
  thinned((progress) => send({ kind: 'progress', progress })),
).then(
  (report) => send({ kind: 'report', report }),
  (error: unknown) => {
    const expected = isScanError(error);
    const stack = !expected && error instanceof Error ? error.stack : undefined;
    send({ kind: 'failure', message: messageOf(error), expected, ...(expected && error.remedy !== undefined ? { remedy: error.remedy } : {}), ...(stack === undefined ? {} : { stack }) });
  },
);
