/** What the formats of CI systems show of a finding or a vulnerability. */
import type { Severity } from '../lint/finding';
import type { Range } from '../lint/text/span';
import type { LintReport } from './lint-report';

export interface Issue {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

export interface IssueFile {
  readonly path: string;
  readonly issues: readonly Issue[];
  readonly error?: string;
}

export function lintIssues(report: LintReport): IssueFile[] {
  return report.files.map(({ path, findings, error }) => ({ path, issues: findings, ...(error !== undefined && { error }) }));
}
