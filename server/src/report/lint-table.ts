/** Findings for people at a terminal. */
import type { Finding, Severity } from '../lint/finding';
import { SourceText } from '../lint/text/source';
import type { ReportContext } from './context';
import { frame } from './frame';
import { summarize, type LintReport } from './lint-report';
import { plural, printable, type Style } from './style';

export function lintTable(report: LintReport, context: ReportContext, style: Style): string {
  const parts: string[] = [];
  for (const file of report.files) {
    const source = new SourceText(file.text ?? '');
    for (const finding of file.findings) parts.push(findingText(finding, file.path, source, context, style));
  }
  parts.push(summaryLine(report, style));
  return parts.join('\n');
}

export function severityColour(severity: Severity, style: Style): (text: string) => string {
  return severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.cyan;
}

function findingText(finding: Finding, path: string, source: SourceText, context: ReportContext, style: Style): string {
  const colour = severityColour(finding.severity, style);
  const { start } = finding.range;
  const lines = [
    `${style.bold(printable(path))}:${start.line + 1}:${start.character + 1}: ${colour(finding.severity)} ${printable(finding.message)} ${style.dim(`[${finding.rule}]`)}`,
    ...frame(source, finding.range, style, colour).map(line => `  ${line}`),
  ];
  for (const related of finding.related) lines.push(`  ${printable(context.pathOf(related.uri))}:${related.range.start.line + 1}:${related.range.start.character + 1}: ${printable(related.message)}`);
  const fix = finding.fixes[0];
  if (fix) lines.push(`  ${style.bold('Fix')}${fix.applicability === 'unsafe' ? ' (changes behaviour)' : ''}: ${printable(fix.title)}`);
  return `${lines.join('\n')}\n`;
}

function summaryLine(report: LintReport, style: Style): string {
  const summary = summarize(report);
  const found = (['error', 'warning', 'info', 'hint'] as const).filter(severity => summary[severity] > 0).map(severity => plural(summary[severity], severity, severity === 'info' ? 'info' : `${severity}s`));
  const files = plural(summary.files, 'file');
  const sentences = [summary.findings === 0 ? `No findings in ${files}.` : `${plural(summary.findings, 'finding')} in ${files}: ${found.join(', ')}.`];
  if (summary.fixed > 0) sentences.push(`${plural(summary.fixed, 'fix', 'fixes')} applied.`);
  if (summary.fixable > 0) sentences.push(`${summary.fixable} can be fixed with --fix.`);
  if (summary.unreadable > 0) sentences.push(`${plural(summary.unreadable, 'file')} could not be read.`);
  return `${style.bold(sentences.join(' '))}\n`;
}
