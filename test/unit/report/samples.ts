/** Results to make reports of, with all that can go wrong in a report: markup, control characters, other documents, ranges over lines. */
import type { Finding } from '../../../server/src/lint/finding';
import type { ReportContext } from '../../../server/src/report/context';
import type { LintReport } from '../../../server/src/report/lint-report';
import type { ReportedCheck, ReportedVulnerability, ScanReport } from '../../../server/src/scan/types';

export const context: ReportContext & { now: string } = {
  version: '0.1.0', homepage: 'https://example.org/plimsoll', now: '2026-11-24T10:00:00.000Z',
  pathOf: uri => uri.replace('file:///w/', ''), ruleUrl: rule => `https://example.org/rules/${rule}`,
};

/** JSON that a test looks into. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export const range = (line: number, from: number, to: number, endLine = line): Finding['range'] => ({ start: { line, character: from }, end: { line: endLine, character: to } });

export function finding(more: Partial<Finding>): Finding {
  return { rule: 'latest-tag', severity: 'warning', message: 'A tag.', range: range(0, 5, 11), uri: 'file:///w/Dockerfile', fixes: [], related: [], tags: [], data: {}, ...more };
}

export const nasty = 'a<b>&"c\'\u0000\u001b[31m\ud800]]>,:%\r\nend';

export const lintReport: LintReport = {
  fixed: 2,
  files: [
    {
      path: 'Dockerfile', uri: 'file:///w/Dockerfile', text: 'FROM debian:latest\nRUN a \\\n  b\n',
      findings: [
        finding({
          range: range(0, 12, 18), severity: 'error', fixes: [{ title: 'Use debian:13', applicability: 'safe', edits: [{ uri: 'file:///w/Dockerfile', range: range(0, 12, 18), newText: '13' }] }],
          related: [{ uri: 'file:///w/compose.yaml', range: range(2, 4, 9), message: 'Built here.' }],
        }),
        finding({ rule: 'shellcheck/SC2086', severity: 'info', message: 'Quote it.', range: range(1, 4, 3, 2) }),
        finding({ severity: 'hint', message: nasty, fixes: [{ title: 'Create', applicability: 'safe', edits: [], creates: [{ create: 'file:///w/x', content: '' }] }] }),
      ],
    },
    { path: 'clean/Dockerfile', uri: 'file:///w/clean/Dockerfile', text: '', findings: [] },
    { path: '/abs/gone & <more>', uri: 'file:///abs/gone', findings: [], error: 'does not exist' },
  ],
};

export function vulnerability(more: Partial<ReportedVulnerability>): ReportedVulnerability {
  return {
    id: 'CVE-2026-0001', aliases: ['DEBIAN-CVE-2026-0001'], package: 'openssl', purl: 'pkg:deb/debian/openssl@3.0.1', version: '3.0.1', fixedVersion: '3.0.2', severity: 'high', summary: 'A flaw.',
    url: 'https://example.org/CVE-2026-0001', knownExploited: false, layer: 'sha256:a', confidence: 'base', reason: 'below the instructions',
    instruction: { uri: 'file:///w/Dockerfile', range: range(0, 0, 14), text: 'FROM debian:12' }, ...more,
  };
}

export function check(more: Partial<ReportedCheck>): ReportedCheck {
  return {
    ...finding({ rule: 'private-key-in-image', message: 'A key.', range: range(3, 0, 10) }), layer: 'sha256:b', confidence: 'aligned', reason: 'the history has this instruction', files: ['app/a.pem', nasty],
    instruction: { uri: 'file:///w/Dockerfile', range: range(3, 0, 10), text: 'RUN npm ci' }, ...more,
  };
}

export const scanReport: ScanReport = {
  version: 1,
  image: {
    name: 'app:1', digest: `sha256:${'0'.repeat(64)}`, architecture: 'amd64', os: { id: 'debian', versionId: '12', prettyName: 'Debian GNU/Linux 12 (bookworm)' },
    layers: [{ diffId: 'sha256:a', createdBy: '/bin/sh -c #(nop) ADD file:x in /' }, { diffId: 'sha256:b', createdBy: 'RUN /bin/sh -c npm ci # buildkit' }, { diffId: 'sha256:c', createdBy: '' }],
  },
  packages: [
    { name: 'openssl', version: '3.0.1', purl: 'pkg:deb/debian/openssl@3.0.1', layer: 'sha256:a' },
    { name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20', layer: 'sha256:b' },
    { name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20', layer: 'sha256:c' },
  ],
  vulnerabilities: [
    vulnerability({}),
    vulnerability({ id: 'CVE-2026-0002', severity: 'critical', fixedVersion: undefined, knownExploited: true, summary: nasty }),
    vulnerability({
      id: 'GHSA-aaaa-bbbb-cccc', aliases: [], package: 'lodash', purl: 'pkg:npm/lodash@4.17.20', version: '4.17.20', fixedVersion: '4.17.21', severity: 'medium', layer: 'sha256:b', confidence: 'aligned',
      instruction: { uri: 'file:///w/Dockerfile', range: range(3, 0, 10), text: 'RUN npm ci \\\n  --omit=dev' }, replaced: { version: '4.17.1', layer: 'sha256:a' },
    }),
    vulnerability({ id: 'GHSA-aaaa-bbbb-cccc', package: 'lodash', purl: 'pkg:npm/lodash@4.17.20', version: '4.17.20', severity: 'unknown', layer: 'sha256:c', instruction: undefined, confidence: 'inferred', summary: undefined }),
  ],
  checks: [check({})],
  notCovered: [{ ecosystem: 'npm', packages: 2, reason: 'No advisories.' }],
  problems: [{ where: 'layer sha256:c', message: 'It is cut off.' }],
};
