/** What the thread of a scan and its starter say to one another. Plain data. */
import type { Progress, ScanReport, ScanRequest } from './types';

export interface WorkerInput {
  readonly request: ScanRequest;
}

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'report'; readonly report: ScanReport }
  /** `remedy` and `expected`: the failure is a ScanError, whose words are for the user. */
  | { readonly kind: 'failure'; readonly message: string; readonly expected: boolean; readonly remedy?: string; readonly stack?: string };
