/** A scan's result as a CycloneDX 1.6 document: components and the vulnerabilities that affect them. */
import { createHash } from 'node:crypto';

import type { ReportedVulnerability, ScanReport, VulnerabilitySeverity } from '../scan/types';
import { packagesByPurl, type PackageEntry } from './packages';
import type { ScanReportContext } from './scan-report';

const severities: Readonly<Record<VulnerabilitySeverity, string>> = { critical: 'critical', high: 'high', medium: 'medium', low: 'low', unknown: 'unknown' };

export function cyclonedx(report: ScanReport, context: ScanReportContext): string {
  const { image } = report;
  const packages = packagesByPurl(report);
  const known = new Set(packages.map(entry => entry.purl));
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(image.digest, context.now)}`,
    version: 1,
    metadata: {
      timestamp: context.now,
      tools: { components: [{ type: 'application', name: 'plimsoll', version: context.version, externalReferences: [{ type: 'website', url: context.homepage }] }] },
      component: { 'bom-ref': image.digest, type: 'container', name: image.name, version: image.digest, properties: image.layers.map(layer => ({ name: 'plimsoll:layer', value: layer.diffId })) },
    },
    components: [
      ...(image.os ? [{ 'bom-ref': `os:${image.os.id}`, type: 'operating-system', name: image.os.id, version: image.os.versionId, description: image.os.prettyName }] : []),
      ...packages.map(component),
    ],
    dependencies: [{ ref: image.digest, dependsOn: [...(image.os ? [`os:${image.os.id}`] : []), ...packages.map(entry => entry.purl)] }],
    vulnerabilities: byId(report.vulnerabilities).map(group => vulnerability(group, known)),
  };
  return `${JSON.stringify(document)}\n`;
}

function component({ name, version, purl, layers }: PackageEntry): unknown {
  return { 'bom-ref': purl, type: 'library', name, version, purl, properties: layers.map(layer => ({ name: 'plimsoll:layer', value: layer })) };
}

function vulnerability(group: readonly ReportedVulnerability[], known: ReadonlySet<string>): unknown {
  const { id, url, severity, summary, aliases } = group[0]!;
  const fixes = [...new Set(group.flatMap(({ package: name, fixedVersion }) => (fixedVersion === undefined ? [] : [`Update ${name} to ${fixedVersion}.`])))];
  const affected = [...new Set(group.map(({ purl }) => purl))].filter(purl => known.has(purl));
  const references = aliases.filter(alias => alias !== id).map(alias => ({ id: alias, source: { url: `https://osv.dev/vulnerability/${encodeURIComponent(alias)}` } }));
  return {
    'bom-ref': `vulnerability:${id}`,
    id,
    source: { url },
    ...(references.length > 0 && { references }),
    ratings: [{ severity: severities[severity], method: 'other' }],
    ...(summary && { description: summary }),
    ...(fixes.length > 0 && { recommendation: fixes.join(' ') }),
    advisories: [{ url }],
    affects: affected.map(ref => ({ ref, versions: [{ version: group.find(({ purl }) => purl === ref)!.version, status: 'affected' }] })),
    properties: group.some(({ knownExploited }) => knownExploited) ? [{ name: 'plimsoll:exploited', value: 'true' }] : [],
  };
}

function byId(vulnerabilities: readonly ReportedVulnerability[]): ReportedVulnerability[][] {
  const groups = new Map<string, ReportedVulnerability[]>();
  for (const each of vulnerabilities) {
    const group = groups.get(each.id);
    if (group) group.push(each);
    else groups.set(each.id, [each]);
  }
  return [...groups.values()];
}

/** The same report gets the same name: a UUID of version 8, whose bits are ours to choose (RFC 9562). */
export function uuidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\0')).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
