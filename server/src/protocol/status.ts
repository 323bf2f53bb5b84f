/** What the language status item shows. */
import type { NotificationOf, RequestOf } from './message';

export interface DocumentStatus {
  readonly uri: string;
  /** False where the document is not linted (switched off, ignored by a glob, or nothing for this kind of file). */
  readonly linted: boolean;
  readonly findings: number;
  /** Configuration file that applies, if any. */
  readonly configuration?: string;
  /** Sentences for the user about the configuration file. */
  readonly configurationProblems: readonly string[];
  readonly shellcheck: 'off' | 'running' | 'done' | 'failed';
  /** Why ShellCheck failed. */
  readonly shellcheckProblem?: string;
  /** The image whose results are shown. */
  readonly scannedImage?: string;
  readonly scanAllowed: boolean;
}

/** Null where the document is not open. */
export const documentStatus: RequestOf<{ readonly uri: string }, DocumentStatus | null> = { method: 'plimsoll/status' };

/** Some document's status may have changed: ask again for the one that is shown. */
export const statusChanged: NotificationOf<Record<string, never>> = { method: 'plimsoll/statusChanged' };
