/** What the service and its workers say to each other. */
import type { ShellcheckComment } from '../lint/shell/shellcheck';
import type { ProgramOptions } from './program';

/** `workerData`. */
export interface WorkerStart {
  /** Where the program is. */
  readonly directory: string;
}

export interface LintRequest {
  readonly text: string;
  readonly options: ProgramOptions;
}

/** `ready` or `unable` first, then one answer for each request, in order. */
export type WorkerMessage =
  | { readonly ready: true }
  /** The program did not start. */
  | { readonly unable: string }
  /** `memory` is what the program holds, in bytes; it never gives any back. */
  | { readonly comments: readonly ShellcheckComment[]; readonly memory: number }
  /** The program failed on this script. */
  | { readonly failure: string };
