/** The Code Quality report of GitLab, which shows findings in merge requests and tells new ones from old ones by their fingerprints. */
import type { Severity } from '../lint/finding';
import { Fingerprints } from './fingerprints';
import type { Issue, IssueFile } from './issue';

/** GitLab has `blocker` too, which nothing here is. */
const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

/** Source: GitLab's documentation, "Code Quality report format", after the specification of Code Climate's engines. */
export function gitlabCodeQuality(files: readonly IssueFile[]): string {
  const fingerprints = new Fingerprints();
  const entry = (path: string, { rule, severity, message, range }: Issue): object => ({
    check_name: rule,
    description: message,
    severity: severities[severity],
    fingerprint: fingerprints.of(path, rule, message),
    location: { path, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
  });
  return `${JSON.stringify(files.flatMap(file => withError(file).map(issue => entry(file.path, issue))))}\n`;
}

function withError({ issues, error }: IssueFile): readonly Issue[] {
  const start = { line: 0, character: 0 };
  return error === undefined ? issues : [{ rule: 'unreadable', severity: 'error', message: `The file ${error}.`, range: { start, end: start } }, ...issues];
}
