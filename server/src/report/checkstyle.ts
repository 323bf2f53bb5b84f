import type { Severity } from '../lint/finding';
import type { IssueFile } from './issue';
import { element } from './xml';

const severities: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info', hint: 'info' };

/** The XML of Checkstyle, which many CI servers read. */
export function checkstyle(files: readonly IssueFile[], version: string): string {
  const children = files.map(file => {
    const errors = file.issues.map(({ range, severity, message, rule }) =>
      element('error', { line: range.start.line + 1, column: range.start.character + 1, severity: severities[severity], message, source: `plimsoll.${rule}` }));
    if (file.error !== undefined) errors.push(element('error', { line: 1, severity: 'error', message: `The file ${file.error}`, source: 'plimsoll.unreadable' }));
    return `\n  ${element('file', { name: file.path }, errors.length > 0 ? [...errors.map(error => `\n    ${error}`), '\n  '] : [])}`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('checkstyle', { version: `plimsoll-${version}` }, [...children, '\n'])}\n`;
}
