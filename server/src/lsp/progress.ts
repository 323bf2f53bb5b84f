/** Work that the user waits for: reported under the client's token, and stopped when the client cancels. */
import { WorkDoneProgress } from 'vscode-languageserver';
import type { CancellationToken, Connection, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport } from 'vscode-languageserver';
import type { Progress } from '../scan/types';
import { cancellable } from './cancellation';

/** Undefined: the client wants no reports. */
export type ProgressToken = number | string | undefined;

export async function withProgress<T>(
  connection: Connection,
  title: string,
  progress: ProgressToken,
  token: CancellationToken,
  work: (onProgress: (progress: Pick<Progress, 'message' | 'fraction'>) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (progress === undefined) return cancellable(token, (signal) => work(() => undefined, signal));
  const send = (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void => void connection.sendProgress(WorkDoneProgress.type, progress, value);
  send({ kind: 'begin', title, cancellable: true, percentage: 0 });
  try {
    return await cancellable(token, (signal) =>
      work(({ message, fraction }) => {
        // Reports that come in after the cancellation would be about an ended progress.
        if (!signal.aborted) send({ kind: 'report', message, ...(fraction === undefined ? {} : { percentage: Math.round(fraction * 100) }) });
      }, signal),
    );
  } finally {
    send({ kind: 'end' });
  }
}
