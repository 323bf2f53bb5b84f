/** The result of `plimsoll lint`, and its JSON form. */
import type { Finding, Severity } from '../lint/finding';

export interface LintedFile {
  /** As it is shown: relative to the working directory, or absolute where the user gave an absolute path. */
  readonly path: string;
  readonly uri: string;
  readonly findings: readonly Finding[];
  /** Why the file could not be read, in a sentence that begins with the verb. */
  readonly error?: string;
  /** The text the findings are in. */
  readonly text?: string;
}

export interface LintReport {
  readonly files: readonly LintedFile[];
  /** Fixes that were written to disk. */
  readonly fixed: number;
}

export interface LintSummary extends Readonly<Record<Severity, number>> {
  /** Files that were checked. */
  readonly files: number;
  /** Files that could not be read. */
  readonly unreadable: number;
  readonly findings: number;
  /** Findings that `--fix` removes. */
  readonly fixable: number;
  readonly fixed: number;
}

export function summarize(report: LintReport): LintSummary {
  const summary = { files: 0, unreadable: 0, findings: 0, error: 0, warning: 0, info: 0, hint: 0, fixable: 0, fixed: report.fixed };
  for (const file of report.files) {
    if (file.error === undefined) summary.files++;
    else summary.unreadable++;
    for (const finding of file.findings) {
      summary.findings++;
      summary[finding.severity]++;
      if (isFixable(finding)) summary.fixable++;
    }
  }
  return summary;
}

/** `--fix` changes one file at a time and creates none. */
export function isFixable(finding: Finding): boolean {
  return finding.fixes.some(fix => fix.applicability === 'safe' && !fix.creates && fix.edits.every(edit => edit.uri === finding.uri));
}

/** The form is part of the interface of the command line: nothing is renamed or removed within a version. */
export function lintJson(report: LintReport): string {
  const files = report.files.map(({ path, findings, error }) => ({ path, findings, ...(error !== undefined && { error }) }));
  return `${JSON.stringify({ version: 1, files, summary: summarize(report) })}\n`;
}
