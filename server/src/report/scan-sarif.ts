/** A scan's result as SARIF 2.1.0: a rule a vulnerability, a result a package that has it; and the rules for images with what they found. */
import type * as Sarif from 'sarif';

import { imageRules } from '../scan/checks/registry';
import type { ReportedCheck, ReportedVulnerability, ScanReport, VulnerabilitySeverity } from '../scan/types';
import type { ReportContext } from './context';
import { Fingerprints } from './fingerprints';
import { levels as checkLevels, ruleDescriptor } from './lint-sarif';
import { artifactLocation, region, sarifLog } from './sarif';
import { vulnerabilityMessage } from './scan-report';

const levels: Readonly<Record<VulnerabilitySeverity, Sarif.Result.level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', unknown: 'note' };

/** What GitHub sorts alerts by: a number in the middle of the range that each word stands for. */
const scores: Readonly<Record<VulnerabilitySeverity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', unknown: '0.0' };

export function scanSarif(report: ScanReport, context: ReportContext): string {
  const firstOf = new Map<string, ReportedVulnerability>();
  for (const vulnerability of report.vulnerabilities) if (!firstOf.has(vulnerability.id)) firstOf.set(vulnerability.id, vulnerability);
  const index = new Map([...firstOf.keys()].map((id, position) => [id, position]));
  const usedRules = [...new Set(report.checks.map(({ rule }) => rule))];
  const fingerprints = new Fingerprints();
  const results = report.vulnerabilities.map(vulnerability => result(vulnerability, index.get(vulnerability.id)!, report, fingerprints, context));
  results.push(...report.checks.map(check => checkResult(check, index.size + usedRules.indexOf(check.rule), report, fingerprints, context)));
  const notifications: Sarif.Notification[] = [
    ...report.problems.map(({ where, message }) => ({ level: 'error' as const, message: { text: `${where}: ${message}` } })),
    ...report.notCovered.map(({ ecosystem, packages, reason }) => ({ level: 'warning' as const, message: { text: `${ecosystem} is not covered (${packages} packages): ${reason}` } })),
  ];
  return sarifLog({ rules: [...[...firstOf.values()].map(descriptor), ...usedRules.map(name => ruleDescriptor(name, imageRules.find(rule => rule.name === name), context))], results, notifications }, context);
}

function result(vulnerability: ReportedVulnerability, ruleIndex: number, report: ScanReport, fingerprints: Fingerprints, context: ReportContext): Sarif.Result {
  const { id, severity, instruction, purl, layer, confidence, reason } = vulnerability;
  const path = instruction ? context.pathOf(instruction.uri) : report.image.name;
  return {
    ruleId: id,
    ruleIndex,
    level: levels[severity],
    message: { text: vulnerabilityMessage(vulnerability) },
    locations: [
      {
        physicalLocation: { artifactLocation: artifactLocation(path), ...(instruction && { region: region(instruction.range) }) },
        logicalLocations: [{ fullyQualifiedName: `${report.image.name}@${layer}`, kind: 'module' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprints.of(path, id, purl) },
    properties: { purl, layer, confidence, reason, ...(vulnerability.fixedVersion !== undefined && { fixedVersion: vulnerability.fixedVersion }) },
  };
}

function checkResult(check: ReportedCheck, ruleIndex: number, report: ScanReport, fingerprints: Fingerprints, context: ReportContext): Sarif.Result {
  const { rule, severity, message, instruction, layer, confidence, reason, files } = check;
  const path = instruction ? context.pathOf(instruction.uri) : report.image.name;
  return {
    ruleId: rule,
    ruleIndex,
    level: checkLevels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: artifactLocation(path), ...(instruction && { region: region(instruction.range) }) },
        logicalLocations: [{ fullyQualifiedName: layer === undefined ? report.image.name : `${report.image.name}@${layer}`, kind: 'module' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprints.of(path, rule, instruction?.text ?? '', ...files) },
    properties: { ...(layer !== undefined && { layer }), confidence, reason, ...(files.length > 0 && { files }) },
  };
}

function descriptor({ id, aliases, summary, url, severity, knownExploited }: ReportedVulnerability): Sarif.ReportingDescriptor {
  const text = summary || id;
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    helpUri: url,
    help: { text: `${text}\n\n${url}`, markdown: `${markdownText(text)}\n\n<${url}>` },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'vulnerability', ...(knownExploited ? ['exploited'] : []), ...aliases], 'security-severity': scores[severity] },
  };
}

/** Text of an advisory is not ours: it must not become markup. */
function markdownText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#|!~&]/g, '\\$&');
}
