import type { Issue, IssueFile } from './issue';
import { element, escapeXml } from './xml';

/** JUnit's XML: a suite a file, a failed case a finding; a file without findings is one case that passes. */
export function junit(files: readonly IssueFile[]): string {
  const failures = files.reduce((sum, file) => sum + file.issues.length, 0);
  const errors = files.filter(file => file.error !== undefined).length;
  const passed = files.filter(file => file.error === undefined && file.issues.length === 0).length;
  const suites = files.map(suite).map(text => `\n  ${text}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'plimsoll', tests: failures + errors + passed, failures, errors }, [...suites, '\n'])}\n`;
}

function suite(file: IssueFile): string {
  const cases = file.issues.map(issue => testCase(file.path, issue));
  if (file.error !== undefined) cases.push(element('testcase', { name: 'readable', classname: file.path }, [element('error', { message: `The file ${file.error}` })]));
  if (cases.length === 0) cases.push(element('testcase', { name: 'no findings', classname: file.path }));
  const attributes = { name: file.path, tests: cases.length, failures: file.issues.length, errors: file.error === undefined ? 0 : 1 };
  return element('testsuite', attributes, [...cases.map(text => `\n    ${text}`), '\n  ']);
}

function testCase(path: string, { rule, severity, message, range }: Issue): string {
  const place = `${range.start.line + 1}:${range.start.character + 1}`;
  const failure = element('failure', { type: severity, message }, [escapeXml(`${path}:${place}: ${severity} ${message} [${rule}]`)]);
  return element('testcase', { name: `${rule} at ${place}`, classname: path, file: path, line: range.start.line + 1 }, [failure]);
}
