import assert from 'node:assert/strict';
import type * as Sarif from 'sarif';

import { checkstyle } from '../../../server/src/report/checkstyle';
import { cyclonedx, uuidOf } from '../../../server/src/report/cyclonedx';
import { githubAnnotations } from '../../../server/src/report/github';
import { scanHtml } from '../../../server/src/report/html';
import { junit } from '../../../server/src/report/junit';
import { countSeverities, groupByInstruction, scanIssues, scanJson } from '../../../server/src/report/scan-report';
import { scanSarif } from '../../../server/src/report/scan-sarif';
import { scanTable } from '../../../server/src/report/scan-table';
import { spdx } from '../../../server/src/report/spdx';
import { plain } from '../../../server/src/report/style';
import { checkXml } from './xml-check';
import { context, scanReport, vulnerability, type Json } from './samples';

const clean = { ...scanReport, vulnerabilities: [], checks: [], notCovered: [], problems: [] };

describe('scan report', () => {
  it('is printed as JSON as it is', () => assert.deepEqual(JSON.parse(scanJson(scanReport)), JSON.parse(JSON.stringify(scanReport))));

  it('is grouped by instruction in the order of the Dockerfile, what has none after that, worst first', () => {
    const groups = groupByInstruction(scanReport).map(group => [group.text, group.base, group.vulnerabilities.map(each => each.id)]);
    assert.deepEqual(groups, [
      ['FROM debian:12', true, ['CVE-2026-0002', 'CVE-2026-0001']],
      ['RUN npm ci --omit=dev', false, ['GHSA-aaaa-bbbb-cccc']],
      ['layer 3', false, ['GHSA-aaaa-bbbb-cccc']],
    ]);
  });

  it('counts a vulnerability once, however many packages have it, by its worst severity', () => {
    const found = [vulnerability({ severity: 'low' }), vulnerability({ severity: 'critical', package: 'libssl3' }), vulnerability({ severity: 'medium', package: 'libssl-dev' }), vulnerability({ id: 'CVE-2026-0003' })];
    assert.deepEqual(countSeverities(found), { critical: 1, high: 1, medium: 0, low: 0, unknown: 0 });
  });

  it('is a table', () => {
    const text = scanTable({ ...scanReport, vulnerabilities: scanReport.vulnerabilities.filter(each => each.id !== 'CVE-2026-0002') }, context, plain, 100);
    assert.equal(text, [
      `app:1 sha256:${'0'.repeat(64)}`, 'Debian GNU/Linux 12 (bookworm), amd64, 3 packages, 3 layers', '',
      'Dockerfile:1: FROM debian:12', '  in the base image: 1 high', '  high      CVE-2026-0001  openssl 3.0.1  fixed in 3.0.2', '            A flaw.', '',
      'Dockerfile:4: RUN npm ci --omit=dev', '  1 medium', '  medium    GHSA-aaaa-bbbb-cccc  lodash 4.17.20  fixed in 4.17.21  replaces 4.17.1', '            A flaw.', '',
      'layer 3', '  1 of unknown severity', '  unknown   GHSA-aaaa-bbbb-cccc  lodash 4.17.20  fixed in 3.0.2', '',
      'The image itself:', '  warning   Dockerfile:4: A key. [private-key-in-image]', '',
      'Not covered: nothing is known of these packages, good or bad.', '  npm (2 packages): No advisories.', '',
      'Could not be read:', '  layer sha256:c: It is cut off.', '',
      '2 vulnerabilities in 3 of 3 packages: 1 high, 1 medium. 2 have a fixed version. 1 finding about the image itself. 2 packages not covered.', '',
    ].join('\n'));
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(scanTable(scanReport, context, plain, 80), /[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    assert.match(scanTable(scanReport, context, plain, 80), /critical {2}CVE-2026-0002 .*no fixed version.* exploited in the wild/);
  });

  it('never calls clean what is not covered', () => {
    assert.match(scanTable(clean, context, plain, 80), /\nNo known vulnerabilities\.\n$/);
    assert.match(scanTable({ ...clean, notCovered: scanReport.notCovered }, context, plain, 80), /\nNo known vulnerabilities\. 2 packages not covered\.\n$/);
  });

  it('annotates the lines of the Dockerfile, and the image where no line is known', () => {
    const lines = githubAnnotations(scanIssues(scanReport, context)).split('\n');
    assert.ok(lines.includes('::error file=Dockerfile,line=1,endLine=1,col=1,endColumn=15,title=CVE-2026-0001::openssl 3.0.1 has CVE-2026-0001 (high): A flaw. Fixed in 3.0.2.'), lines.join('\n'));
    assert.ok(lines.some(line => line.startsWith('::notice file=app%3A1,line=1,')), lines.join('\n'));
    checkXml(checkstyle(scanIssues(scanReport, context), '0.1.0'));
    checkXml(junit(scanIssues(scanReport, context)));
    assert.match(junit(scanIssues(clean, context)), /tests="1" failures="0"/);
  });

  it('is SARIF', () => {
    const run = (JSON.parse(scanSarif(scanReport, context)) as Sarif.Log).runs[0]!;
    assert.deepEqual(run.tool.driver.rules?.map(rule => [rule.id, rule.properties?.['security-severity']]), [['CVE-2026-0001', '8.0'], ['CVE-2026-0002', '9.5'], ['GHSA-aaaa-bbbb-cccc', '5.5'], ['private-key-in-image', undefined]]);
    assert.equal(run.results?.length, scanReport.vulnerabilities.length + 1);
    run.results!.forEach((result, index) => {
      assert.equal(run.tool.driver.rules![result.ruleIndex!]!.id, scanReport.vulnerabilities[index]?.id ?? 'private-key-in-image');
      assert.ok(result.message.text && result.locations?.[0]?.physicalLocation?.artifactLocation?.uri);
    });
    assert.equal(new Set(run.results!.map(result => result.partialFingerprints!['primaryLocationLineHash'])).size, run.results!.length);
    assert.equal(run.invocations?.[0]?.toolExecutionNotifications?.length, 2);
  });

  it('is CycloneDX 1.6 whose references hold', () => {
    const bom = JSON.parse(cyclonedx(scanReport, context)) as Record<string, Json>;
    assert.equal(bom['bomFormat'], 'CycloneDX');
    assert.equal(bom['specVersion'], '1.6');
    assert.match(bom['serialNumber'], /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(bom['components'].map((component: Json) => [component.type, component.name]), [['operating-system', 'debian'], ['library', 'openssl'], ['library', 'lodash']]);
    const references = [bom['metadata'].component, ...bom['components'], ...bom['vulnerabilities']].map(item => item['bom-ref']);
    assert.equal(new Set(references).size, references.length, 'a bom-ref is there twice');
    for (const { ref, dependsOn } of bom['dependencies']) for (const each of [ref, ...dependsOn]) assert.ok(references.includes(each), each);
    assert.deepEqual(bom['vulnerabilities'].map((each: Json) => each.id), ['CVE-2026-0001', 'CVE-2026-0002', 'GHSA-aaaa-bbbb-cccc']);
    for (const each of bom['vulnerabilities']) for (const { ref } of each.affects) assert.ok(references.includes(ref));
    assert.equal(bom['vulnerabilities'][0].recommendation, 'Update openssl to 3.0.2.');
    assert.equal(bom['vulnerabilities'][0].ratings[0].severity, 'high');
    assert.equal(uuidOf('a'), uuidOf('a'));
    assert.notEqual(uuidOf('a'), uuidOf('b'));
  });

  it('is SPDX 2.3 whose relationships hold', () => {
    const document = JSON.parse(spdx(scanReport, context)) as Record<string, Json>;
    assert.equal(document['spdxVersion'], 'SPDX-2.3');
    assert.equal(document['dataLicense'], 'CC0-1.0');
    assert.match(document['creationInfo'].created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const ids = ['SPDXRef-DOCUMENT', ...document['packages'].map((each: Json) => each.SPDXID)];
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^SPDXRef-[A-Za-z0-9.-]+$/);
    for (const { spdxElementId, relatedSpdxElement } of document['relationships']) assert.ok(ids.includes(spdxElementId) && ids.includes(relatedSpdxElement));
    for (const each of document['packages']) for (const key of ['name', 'downloadLocation']) assert.ok(each[key]);
    assert.deepEqual(document['packages'][1].externalRefs[0], { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:deb/debian/openssl@3.0.1' });
  });

  it('is a web page that loads and runs nothing', () => {
    const page = scanHtml({ ...scanReport, image: { ...scanReport.image, name: '<script>alert(1)</script>' } }, context);
    assert.doesNotMatch(page, /<script|<img|<link|<iframe|\son\w+=|javascript:|@import|url\(/i);
    assert.match(page, /default-src 'none'/);
    assert.ok(page.includes('&#60;script&#62;alert(1)&#60;/script&#62;'));
    assert.ok(page.includes('a&#60;b&#62;&#38;&#34;c&#39;'), 'the summary is escaped');
    assert.match(page, /<a href="https:\/\/example.org\/CVE-2026-0001"/);
    const hostile = scanHtml({ ...scanReport, vulnerabilities: [{ ...scanReport.vulnerabilities[0]!, url: 'javascript:alert(1)', id: '"><i' }] }, context);
    assert.doesNotMatch(hostile, /javascript:|"><i/);
    for (const id of ['CVE-2026-0002', 'GHSA-aaaa-bbbb-cccc']) assert.ok(page.includes(id));
    assert.ok(page.includes('npm (2 packages): No advisories.'));
  });
});
