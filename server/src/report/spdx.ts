/** The packages of a scanned image as an SPDX 2.3 document. SPDX 2.3 has no place for vulnerabilities besides links to advisories. */
import type { ScanReport } from '../scan/types';
import { uuidOf } from './cyclonedx';
import { packagesByPurl } from './packages';
import type { ScanReportContext } from './scan-report';

const imageId = 'SPDXRef-Image';

export function spdx(report: ScanReport, context: ScanReportContext): string {
  const { image } = report;
  const packages = packagesByPurl(report).map((entry, index) => ({ ...entry, id: `SPDXRef-Package-${index + 1}` }));
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: image.name,
    documentNamespace: `${context.homepage}/spdx/${uuidOf(image.digest, context.now)}`,
    creationInfo: { created: context.now.replace(/\.\d+Z$/, 'Z'), creators: [`Tool: plimsoll-${context.version}`] },
    packages: [
      { ...unknownFacts, SPDXID: imageId, name: image.name, versionInfo: image.digest, primaryPackagePurpose: 'CONTAINER', checksums: checksums(image.digest) },
      ...packages.map(({ id, name, version, purl }) => ({
        ...unknownFacts,
        SPDXID: id,
        name,
        versionInfo: version,
        externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }, ...advisories(report, purl)],
      })),
    ],
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: imageId },
      ...packages.map(({ id }) => ({ spdxElementId: imageId, relationshipType: 'CONTAINS', relatedSpdxElement: id })),
    ],
  };
  return `${JSON.stringify(document)}\n`;
}

const unknownFacts = { downloadLocation: 'NOASSERTION', filesAnalyzed: false, licenseConcluded: 'NOASSERTION', licenseDeclared: 'NOASSERTION', copyrightText: 'NOASSERTION' };

function advisories(report: ScanReport, purl: string): unknown[] {
  const found = report.vulnerabilities.filter(vulnerability => vulnerability.purl === purl);
  return found.map(({ id, url }) => ({ referenceCategory: 'SECURITY', referenceType: 'advisory', referenceLocator: url, comment: id }));
}

function checksums(digest: string): unknown[] {
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
  return sha256 === undefined ? [] : [{ algorithm: 'SHA256', checksumValue: sha256 }];
}
