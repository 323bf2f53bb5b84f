/** A scan's result for people at a terminal: what each instruction of the Dockerfile brought in. */
import type { ReportedCheck, ReportedVulnerability, ScanReport, VulnerabilitySeverity } from '../scan/types';
import { severityColour } from './lint-table';
import { checksByPlace, countSeverities, countText, countVulnerablePackages, groupByInstruction, type ScanReportContext, type VulnerabilityGroup } from './scan-report';
import { plural, printable, width, wrap, type Style } from './style';

export function scanTable(report: ScanReport, context: ScanReportContext, style: Style, columns: number): string {
  const parts = [head(report, style)];
  for (const group of groupByInstruction(report)) parts.push(groupText(group, context, style, columns));
  if (report.checks.length > 0) parts.push([style.bold('The image itself:'), ...checksByPlace(report).flatMap(check => checkRows(check, context, style, columns))].join('\n'));
  parts.push(...coverage(report, style, columns), summary(report, style));
  return `${parts.join('\n\n')}\n`;
}

export function vulnerabilityColour(severity: VulnerabilitySeverity, style: Style): (text: string) => string {
  switch (severity) {
    case 'critical':
      return text => style.bold(style.red(text));
    case 'high':
      return style.red;
    case 'medium':
      return style.yellow;
    default:
      return style.cyan;
  }
}

function head({ image, packages }: ScanReport, style: Style): string {
  const facts = [image.os?.prettyName, image.architecture, plural(packages.length, 'package'), plural(image.layers.length, 'layer')].filter(fact => fact);
  return `${style.bold(printable(image.name))} ${style.dim(printable(image.digest))}\n${printable(facts.join(', '))}`;
}

function groupText(group: VulnerabilityGroup, context: ScanReportContext, style: Style, columns: number): string {
  const { instruction, text, base, vulnerabilities } = group;
  const place = instruction ? `${context.pathOf(instruction.uri)}:${instruction.range.start.line + 1}: ` : '';
  const title = `${place}${text}`;
  const counts = `${base ? 'in the base image: ' : ''}${countText(countSeverities(vulnerabilities))}`;
  return [style.bold(printable(title.length > 200 ? `${title.slice(0, 199)}…` : title)), `  ${counts}`, ...rows(vulnerabilities, style, columns)].join('\n');
}

function rows(vulnerabilities: readonly ReportedVulnerability[], style: Style, columns: number): string[] {
  const cells = vulnerabilities.map(({ id, package: name, version, fixedVersion, replaced }) => [
    id, `${name} ${version}`, fixedVersion === undefined ? 'no fixed version' : `fixed in ${fixedVersion}`, replaced === undefined ? '' : `replaces ${replaced.version}`,
  ].map(printable));
  const widths = [0, 1, 2].map(column => Math.max(...cells.map(row => width(row[column]!))));
  return vulnerabilities.flatMap(({ severity, summary, knownExploited }, index) => {
    const row = cells[index]!.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))).join('  ').trimEnd();
    const line = `  ${vulnerabilityColour(severity, style)(severity.padEnd(8))}  ${row}${knownExploited ? `  ${style.bold('exploited in the wild')}` : ''}`;
    return summary ? [line, ...wrap(printable(summary), Math.max(40, columns - 12)).map(text => `            ${style.dim(text)}`)] : [line];
  });
}

function checkRows({ severity, message, rule, instruction, confidence, reason }: ReportedCheck, context: ScanReportContext, style: Style, columns: number): string[] {
  const place = instruction ? `${context.pathOf(instruction.uri)}:${instruction.range.start.line + 1}: ` : '';
  const doubt = instruction && confidence === 'inferred' ? ` Probably from this line: ${reason}.` : '';
  const [first = '', ...rest] = wrap(printable(`${place}${message}${doubt} [${rule}]`), Math.max(40, columns - 12));
  return [`  ${severityColour(severity, style)(severity.padEnd(8))}  ${first}`, ...rest.map(text => `            ${text}`)];
}

function coverage(report: ScanReport, style: Style, columns: number): string[] {
  const parts: string[] = [];
  const wrapped = (text: string): string[] => wrap(printable(text), Math.max(40, columns - 4)).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`);
  if (report.notCovered.length > 0) {
    const lines = report.notCovered.flatMap(({ ecosystem, packages, reason }) => wrapped(`${ecosystem} (${plural(packages, 'package')}): ${reason}`));
    parts.push([style.bold(style.yellow('Not covered: nothing is known of these packages, good or bad.')), ...lines].join('\n'));
  }
  if (report.problems.length > 0) parts.push([style.bold(style.yellow('Could not be read:')), ...report.problems.flatMap(({ where, message }) => wrapped(`${where}: ${message}`))].join('\n'));
  return parts;
}

function summary(report: ScanReport, style: Style): string {
  const counts = countText(countSeverities(report.vulnerabilities));
  const total = distinctIds(report.vulnerabilities);
  const fixable = distinctIds(report.vulnerabilities.filter(({ fixedVersion }) => fixedVersion !== undefined));
  const uncovered = report.notCovered.reduce((sum, { packages }) => sum + packages, 0);
  const sentences = [
    counts === '' ? 'No known vulnerabilities.' : `${plural(total, 'vulnerability', 'vulnerabilities')} in ${countVulnerablePackages(report)} of ${plural(report.packages.length, 'package')}: ${counts}.`,
    ...(fixable > 0 ? [`${fixable} ${fixable === 1 ? 'has' : 'have'} a fixed version.`] : []),
    ...(report.checks.length > 0 ? [`${plural(report.checks.length, 'finding')} about the image itself.`] : []),
    ...(uncovered > 0 ? [`${plural(uncovered, 'package')} not covered.`] : []),
  ];
  return style.bold(sentences.join(' '));
}

function distinctIds(vulnerabilities: readonly ReportedVulnerability[]): number {
  return new Set(vulnerabilities.map(({ id }) => id)).size;
}
