/** Annotations of GitHub Actions: workflow commands, one a line. */
import type { Severity } from '../lint/finding';
import type { IssueFile } from './issue';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

export function githubAnnotations(files: readonly IssueFile[]): string {
  const lines: string[] = [];
  for (const file of files) {
    if (file.error !== undefined) lines.push(command('error', { file: file.path, title: 'unreadable' }, `${file.path} ${file.error}`));
    for (const { severity, range, rule, message } of file.issues) {
      // GitHub shows columns only where the range stays in one line.
      const columns = range.start.line === range.end.line && { col: range.start.character + 1, endColumn: range.end.character + 1 };
      lines.push(command(commands[severity], { file: file.path, line: range.start.line + 1, endLine: range.end.line + 1, ...columns, title: rule }, message));
    }
  }
  return lines.map(line => `${line}\n`).join('');
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
