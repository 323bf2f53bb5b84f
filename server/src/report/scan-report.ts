/** A scan's result in the order in which people read it, and its JSON form. */
import { severities } from '../lint/finding';
import type { InstructionReference, ReportedCheck, ReportedVulnerability, ScanReport, VulnerabilitySeverity } from '../scan/types';
import { editorSeverity, vulnerabilitySeverities } from '../scan/types';
import type { ReportContext } from './context';
import type { Issue, IssueFile } from './issue';

export interface ScanReportContext extends ReportContext {
  /** ISO time at which the report is made. */
  readonly now: string;
}

/** What one instruction of the Dockerfile, or one layer of no known instruction, brought in. */
export interface VulnerabilityGroup {
  readonly instruction?: InstructionReference;
  /** The instruction as the Dockerfile has it, or else as the image's history has it, on one line. */
  readonly text: string;
  /** True where the instruction is the FROM whose image held the packages. */
  readonly base: boolean;
  /** Worst first. */
  readonly vulnerabilities: readonly ReportedVulnerability[];
}

/** In the order of the Dockerfile, then of the layers. */
export function groupByInstruction(report: ScanReport): VulnerabilityGroup[] {
  const groups = new Map<string, { group: VulnerabilityGroup; found: ReportedVulnerability[]; order: number }>();
  const layerIndex = new Map(report.image.layers.map((layer, index) => [layer.diffId, index]));
  for (const vulnerability of report.vulnerabilities) {
    const { instruction, layer } = vulnerability;
    const key = instruction ? `${instruction.uri}:${instruction.range.start.line}:${instruction.range.start.character}` : layer;
    let known = groups.get(key);
    if (!known) {
      const index = layerIndex.get(layer) ?? report.image.layers.length;
      const text = oneLine(instruction?.text ?? report.image.layers[index]?.createdBy ?? '') || `layer ${index + 1}`;
      const found: ReportedVulnerability[] = [];
      const group = { ...(instruction && { instruction }), text, base: instruction !== undefined && vulnerability.confidence === 'base', vulnerabilities: found };
      groups.set(key, (known = { group, found, order: instruction ? instruction.range.start.line : 1e9 + index }));
    }
    known.found.push(vulnerability);
  }
  return [...groups.values()].sort((a, b) => a.order - b.order).map(({ group, found }) => {
    found.sort(byUrgency);
    return group;
  });
}

/** What the rules for images found, in the order of the Dockerfile, then of what has no known instruction; the worst first at each place. */
export function checksByPlace({ checks }: ScanReport): readonly ReportedCheck[] {
  const line = ({ instruction }: ReportedCheck): number => instruction?.range.start.line ?? Infinity;
  return [...checks].sort((a, b) => (line(a) === line(b) ? severities.indexOf(a.severity) - severities.indexOf(b.severity) : line(a) - line(b)));
}

/** How many vulnerabilities there are of each severity. One that several packages have is one, of its worst severity, as in the editor. */
export function countSeverities(vulnerabilities: readonly { readonly id: string; readonly severity: VulnerabilitySeverity }[]): Record<VulnerabilitySeverity, number> {
  const worst = new Map<string, VulnerabilitySeverity>();
  for (const { id, severity } of vulnerabilities) {
    const known = worst.get(id);
    if (known === undefined || urgency(severity) < urgency(known)) worst.set(id, severity);
  }
  const counts = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const severity of worst.values()) counts[severity]++;
  return counts;
}

/** How many of the image's packages have a vulnerability. One that lies in several layers counts in each, as in `packages`. */
export function countVulnerablePackages({ packages, vulnerabilities }: Pick<ScanReport, 'packages' | 'vulnerabilities'>): number {
  const vulnerable = new Set(vulnerabilities.map(({ purl, layer }) => `${purl} ${layer}`));
  return packages.filter(({ purl, layer }) => vulnerable.has(`${purl} ${layer}`)).length;
}

/** `3 critical, 14 high`, worst first; empty where there is none. */
export function countText(counts: Readonly<Record<VulnerabilitySeverity, number>>): string {
  return vulnerabilitySeverities.filter(severity => counts[severity] > 0).map(severity => `${counts[severity]} ${severityText(severity)}`).join(', ');
}

export function severityText(severity: VulnerabilitySeverity): string {
  return severity === 'unknown' ? 'of unknown severity' : severity;
}

/** One line for programs that show a message at a place. */
export function vulnerabilityMessage({ id, package: name, version, fixedVersion, severity, summary, knownExploited }: ReportedVulnerability): string {
  const fix = fixedVersion === undefined ? 'There is no fixed version yet.' : `Fixed in ${fixedVersion}.`;
  return `${name} ${version} has ${id} (${severity === 'unknown' ? 'severity unknown' : severity}${knownExploited ? ', exploited in the wild' : ''})${summary ? `: ${summary.replace(/[.\s]+$/, '')}.` : '.'} ${fix}`;
}

export function scanJson(report: ScanReport): string {
  return `${JSON.stringify(report)}\n`;
}

/** Vulnerabilities on the Dockerfile's lines, or on the image where no line is known. */
export function scanIssues(report: ScanReport, context: ReportContext): IssueFile[] {
  const files = new Map<string, Issue[]>();
  const add = (path: string, issue: Issue): void => {
    const issues = files.get(path);
    if (issues) issues.push(issue);
    else files.set(path, [issue]);
  };
  for (const vulnerability of report.vulnerabilities) {
    const { instruction, id, severity } = vulnerability;
    add(instruction ? context.pathOf(instruction.uri) : report.image.name, { rule: id, severity: editorSeverity(severity), message: vulnerabilityMessage(vulnerability), range: instruction?.range ?? start });
  }
  for (const check of report.checks) add(check.instruction ? context.pathOf(check.uri) : report.image.name, check);
  if (files.size === 0) files.set(report.image.name, []);
  return [...files].map(([path, issues]) => ({ path, issues }));
}

const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function oneLine(text: string): string {
  return text.replace(/\\?\s*\n\s*/g, ' ').replace(/\s+/g, ' ').trim();
}

function byUrgency(a: ReportedVulnerability, b: ReportedVulnerability): number {
  return urgency(a.severity) - urgency(b.severity) || compareText(a.package, b.package) || compareText(a.id, b.id);
}

/** The worst has 0. */
function urgency(severity: VulnerabilitySeverity): number {
  return vulnerabilitySeverities.indexOf(severity);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
