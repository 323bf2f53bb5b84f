/**
 * Vulnerabilities of an image as findings on the instructions that brought them in: one for each line and editor severity, not one for each advisory. Pure.
 */
import type { DockerfileModel, Instruction } from '../../lint/dockerfile/model';
import type { Finding, Fix, Severity } from '../../lint/finding';
import { escapeForRegExp } from '../../lint/text/go-path';
import type { Range, Span } from '../../lint/text/span';
import { editorSeverity, vulnerabilitySeverities } from '../../scan/types';
import type { ReportedVulnerability, VulnerabilitySeverity } from '../../scan/types';
import type { Shown } from '../shown';
import type { PlacedResults } from './anchor';
import { baseImageFix, upgradeFix } from './fixes';
import type { ImageAdvice } from './fixes';

/** Advisories listed below a diagnostic; the rest is counted. */
const maxRelated = 15;
const maxPackagesNamed = 3;
/** Name under which scan findings are filtered and ignored. */
export const vulnerabilityRule = 'vulnerabilities';

/** One advisory with the packages it concerns. */
export interface Advisory {
  readonly id: string;
  readonly severity: VulnerabilitySeverity;
  readonly url: string;
  readonly summary?: string;
  readonly knownExploited: boolean;
  readonly packages: readonly ReportedVulnerability[];
}

/** `choose`: which of the checks, on their instructions as these are now, are shown. */
export function scanFindings(
  placed: readonly PlacedResults[],
  model: DockerfileModel,
  checkUrl: (rule: string) => string,
  advice: ImageAdvice,
  choose: (checks: readonly Finding[]) => readonly Finding[] = (checks) => checks,
): Shown[] {
  const shown: Shown[] = [];
  for (const results of placed) {
    for (const severity of ['error', 'warning', 'info'] as const) {
      const group = results.vulnerabilities.filter((vulnerability) => editorSeverity(vulnerability.severity) === severity);
      if (group.length > 0) shown.push(groupFinding(results.instruction, group, severity, model, advice));
    }
  }
  const checks = placed.flatMap(({ instruction, checks: found }) => found.map((check): Finding => ({ ...check, uri: model.uri, range: model.source.range(tokenOf(instruction)) })));
  return [...shown, ...choose(checks).map((finding): Shown => ({ finding, code: finding.rule, href: checkUrl(finding.rule), origin: 'scan' }))];
}

/** Advisories of a list of vulnerabilities, the worst first: exploited, then by severity, then those with a fix, then by id. */
export function advisoriesOf(vulnerabilities: readonly ReportedVulnerability[]): Advisory[] {
  const byId = new Map<string, ReportedVulnerability[]>();
  for (const vulnerability of vulnerabilities) {
    const packages = byId.get(vulnerability.id);
    if (packages) packages.push(vulnerability);
    else byId.set(vulnerability.id, [vulnerability]);
  }
  const advisories = [...byId.values()].map((packages): Advisory => {
    const worst = packages.reduce((a, b) => (rank(b.severity) < rank(a.severity) ? b : a));
    return { id: worst.id, severity: worst.severity, url: worst.url, summary: worst.summary, knownExploited: packages.some((p) => p.knownExploited), packages };
  });
  const fixed = (advisory: Advisory): boolean => advisory.packages.some((p) => p.fixedVersion !== undefined);
  return advisories.sort(
    (a, b) =>
      Number(b.knownExploited) - Number(a.knownExploited) || rank(a.severity) - rank(b.severity) || Number(fixed(b)) - Number(fixed(a)) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
}

/** `3 critical, 14 high`, counted by advisory. */
export function countText(advisories: readonly Advisory[]): string {
  return vulnerabilitySeverities
    .map((severity) => ({ severity, count: advisories.filter((advisory) => advisory.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity === 'unknown' ? 'of unknown severity' : severity}`)
    .join(', ');
}

/** `libssl3 3.0.11-1, fixed in 3.0.15-1`. */
export function packageText(vulnerability: ReportedVulnerability): string {
  return `${vulnerability.package} ${vulnerability.version}${vulnerability.fixedVersion ? `, fixed in ${vulnerability.fixedVersion}` : ', no fix yet'}`;
}

function rank(severity: VulnerabilitySeverity): number {
  return vulnerabilitySeverities.indexOf(severity);
}

function groupFinding(
  instruction: Instruction,
  group: readonly ReportedVulnerability[],
  severity: Severity,
  model: DockerfileModel,
  advice: ImageAdvice,
): Shown {
  const advisories = advisoriesOf(group);
  const worst = advisories[0]!;
  const token = packagesOf(group).length === 1 ? (wordOf(instruction, group[0]!.package) ?? tokenOf(instruction)) : tokenOf(instruction);
  const range = model.source.range(token);
  const finding: Finding = {
    rule: vulnerabilityRule,
    severity,
    message: messageOf(instruction, group, advisories),
    range,
    uri: model.uri,
    fixes: fixesOf(instruction, group, model, advice),
    related: relatedOf(model.uri, range, advisories),
    tags: [],
    data: { message: 'group', advisories: advisories.length, packages: packagesOf(group).length },
  };
  return { finding, code: worst.id, href: worst.url, origin: 'scan' };
}

function messageOf(instruction: Instruction, group: readonly ReportedVulnerability[], advisories: readonly Advisory[]): string {
  const place = placeOf(instruction, group);
  const doubt = group.every((v) => v.confidence === 'inferred') ? ` Probably from this instruction: ${group[0]!.reason}.` : '';
  if (advisories.length === 1) {
    const [advisory] = advisories as [Advisory];
    const exploited = advisory.knownExploited ? ' It is known to be exploited.' : '';
    const severity = advisory.severity === 'unknown' ? 'severity unknown' : advisory.severity;
    return `${advisory.id} (${severity}) in ${nameList(advisory.packages.map(packageText), '; ')} (${place}).${exploited}${doubt}`;
  }
  const fixable = advisories.filter((advisory) => advisory.packages.some((p) => p.fixedVersion !== undefined)).length;
  const exploited = advisories.filter((advisory) => advisory.knownExploited).length;
  const notes = [fixable === 0 ? 'None has a fix yet.' : fixable === advisories.length ? 'All have a fix.' : `${fixable} ${fixable === 1 ? 'has' : 'have'} a fix.`];
  if (exploited > 0) notes.push(`${exploited} ${exploited === 1 ? 'is' : 'are'} known to be exploited.`);
  return `${countText(advisories)} vulnerabilities in ${place}: ${nameList(packagesOf(group))}. ${notes.join(' ')}${doubt}`;
}

function placeOf(instruction: Instruction, group: readonly ReportedVulnerability[]): string {
  const source = instruction.from?.source;
  if (source?.kind === 'image') return `base image ${source.image.text}`;
  if (instruction.from) return 'the base image';
  return `${packagesOf(group).length === 1 ? 'a package' : 'packages'} that this instruction brought in`;
}

function nameList(names: readonly string[], separator = ', '): string {
  const more = names.length - maxPackagesNamed;
  if (more <= 1) return names.join(separator);
  return `${names.slice(0, maxPackagesNamed).join(separator)} and ${more} more packages`;
}

/** Package names, each once, in the order of their worst vulnerability. */
function packagesOf(group: readonly ReportedVulnerability[]): string[] {
  const bySeverity = [...group].sort((a, b) => rank(a.severity) - rank(b.severity));
  return [...new Set(bySeverity.map((vulnerability) => vulnerability.package))];
}

function relatedOf(uri: string, range: Range, advisories: readonly Advisory[]): Finding['related'] {
  if (advisories.length === 1) return [];
  const related = advisories.slice(0, maxRelated).map((advisory) => {
    const severity = advisory.severity === 'unknown' ? 'severity unknown' : advisory.severity;
    return { uri, range, message: `${advisory.id} (${severity}): ${nameList(advisory.packages.map(packageText), '; ')}` };
  });
  const more = advisories.length - related.length;
  if (more > 0) related.push({ uri, range, message: `and ${more} more; the report lists them` });
  return related;
}

function fixesOf(instruction: Instruction, group: readonly ReportedVulnerability[], model: DockerfileModel, advice: ImageAdvice): Fix[] {
  if (!instruction.from) return [];
  return [baseImageFix(instruction, model, advice), upgradeFix(instruction, group, model)].filter((fix) => fix !== undefined);
}

/** What is underlined: the image of a FROM, the keyword of anything else. */
export function tokenOf(instruction: Instruction): Span {
  return instruction.from ? instruction.from.image.span : instruction.keywordSpan;
}

/** The word of an instruction that names a package, as in `apt-get install curl`. */
function wordOf(instruction: Instruction, name: string): Span | undefined {
  if (instruction.from || instruction.exec) return undefined;
  const found = new RegExp(`(?<![\\w.@/+-])${escapeForRegExp(name)}(?![\\w/+-])`).exec(instruction.args.text);
  return found ? instruction.args.span(found.index, found.index + name.length) : undefined;
}
