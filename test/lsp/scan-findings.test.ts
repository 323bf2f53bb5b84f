import assert from 'node:assert/strict';
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import type { Shown } from '../../server/src/lsp/shown';
import { anchorScan, placeScan } from '../../server/src/lsp/scan/anchor';
import { scanFindings } from '../../server/src/lsp/scan/findings';
import { noAdvice } from '../../server/src/lsp/scan/fixes';
import { scanReport, type Sketch } from './scan-report';

const uri = 'file:///Dockerfile';

function findings(text: string, sketches: readonly Sketch[], advice = noAdvice): Shown[] {
  const model = parseDockerfile(text, uri);
  return scanFindings(placeScan(anchorScan(scanReport(uri, text, sketches), model), model), model, (rule) => `https://rules.example/${rule}`, advice);
}

/** The text that a finding underlines. */
function underlined(text: string, shown: Shown): string {
  const { source } = parseDockerfile(text, uri);
  return source.text.slice(source.offsetAt(shown.finding.range.start), source.offsetAt(shown.finding.range.end));
}

describe('scan findings', () => {
  const base = 'FROM debian:12\nRUN apt-get install -y curl=1.0 git\n';

  it('are one for each line and editor severity, with severities spelled out', () => {
    const shown = findings(base, [
      { id: 'CVE-1', on: 'FROM', severity: 'critical', package: 'libc6', fixedVersion: '2' },
      { id: 'CVE-2', on: 'FROM', severity: 'high', package: 'zlib1g' },
      { id: 'CVE-2', on: 'FROM', severity: 'high', package: 'zlib1g-dev' },
      { id: 'CVE-3', on: 'FROM', severity: 'high', package: 'perl' },
      { id: 'CVE-4', on: 'FROM', severity: 'medium' },
      { id: 'CVE-5', on: 'FROM', severity: 'low' },
      { id: 'CVE-6', on: 'FROM', severity: 'unknown' },
    ]);
    assert.deepEqual(
      shown.map(({ finding }) => [finding.severity, finding.message]),
      [
        ['error', '1 critical, 2 high vulnerabilities in base image debian:12: libc6, zlib1g, zlib1g-dev, perl. 1 has a fix.'],
        ['warning', 'CVE-4 (medium) in openssl 1.0, no fix yet (base image debian:12).'],
        ['info', '1 low, 1 of unknown severity vulnerabilities in base image debian:12: openssl. None has a fix yet.'],
      ],
    );
    assert.deepEqual(new Set(shown.map((one) => underlined(base, one))), new Set(['debian:12']));
  });

  it('name few packages and count the rest', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => ({ id: `CVE-${i}`, on: 'FROM', package: name, fixedVersion: '2' }));
    assert.equal(findings(base, many)[0]!.finding.message, '6 high vulnerabilities in base image debian:12: a, b, c and 3 more packages. All have a fix.');
  });

  it('lead to the worst advisory: an exploited one first', () => {
    const [shown] = findings(base, [
      { id: 'CVE-2', on: 'FROM', severity: 'critical' },
      { id: 'CVE-9', on: 'FROM', severity: 'high', knownExploited: true },
    ]);
    assert.equal(shown!.code, 'CVE-9');
    assert.equal(shown!.href, 'https://advisories.example/CVE-9');
    assert.match(shown!.finding.message, /1 is known to be exploited\./);
    assert.deepEqual(
      shown!.finding.related.map((related) => related.message),
      ['CVE-9 (high): openssl 1.0, no fix yet', 'CVE-2 (critical): openssl 1.0, no fix yet'],
    );
  });

  it('list a bounded number of advisories below and count the rest', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ id: `CVE-${i}`, on: 'FROM' }));
    const { related } = findings(base, many)[0]!.finding;
    assert.equal(related.length, 16);
    assert.equal(related.at(-1)!.message, 'and 25 more; the report lists them');
  });

  it('underline the package where the instruction names it, the keyword otherwise', () => {
    const named = findings(base, [{ id: 'CVE-1', on: 'RUN', package: 'curl' }]);
    assert.equal(underlined(base, named[0]!), 'curl');
    assert.equal(named[0]!.finding.message, 'CVE-1 (high) in curl 1.0, no fix yet (a package that this instruction brought in).');
    assert.equal(underlined(base, findings(base, [{ id: 'CVE-1', on: 'RUN', package: 'libcurl4' }])[0]!), 'RUN');
    const two = findings(base, [
      { id: 'CVE-1', on: 'RUN', package: 'curl' },
      { id: 'CVE-2', on: 'RUN', package: 'git' },
    ]);
    assert.equal(underlined(base, two[0]!), 'RUN');
    assert.match(two[0]!.finding.message, /^2 high vulnerabilities in packages that this instruction brought in: curl, git\./);
  });

  it('say when the instruction is a guess', () => {
    assert.match(findings(base, [{ id: 'CVE-1', on: 'RUN', confidence: 'inferred' }])[0]!.finding.message, /Probably from this instruction: history and file agree\.$/);
  });

  it('offer to upgrade packages of the base that have a fix', () => {
    const [shown] = findings(base, [
      { id: 'CVE-1', on: 'FROM', package: 'libc6', fixedVersion: '2' },
      { id: 'CVE-2', on: 'FROM', package: 'zlib1g' },
    ]);
    const [fix] = shown!.finding.fixes;
    assert.equal(fix!.title, 'Upgrade libc6 after this FROM');
    assert.equal(fix!.applicability, 'unsafe');
    assert.deepEqual(fix!.edits, [
      {
        uri,
        range: { start: { line: 0, character: 14 }, end: { line: 0, character: 14 } },
        newText: '\nRUN apt-get update && apt-get install -y --no-install-recommends --only-upgrade libc6 \\\n    && rm -rf /var/lib/apt/lists/*',
      },
    ]);
  });

  it('never put more than a package name into a command', () => {
    const [shown] = findings(base, [{ id: 'CVE-1', on: 'FROM', package: 'x; rm -rf /', fixedVersion: '2' }]);
    assert.deepEqual(shown!.finding.fixes, []);
  });

  it('upgrade Alpine packages with apk, and language packages not at all', () => {
    assert.match(findings(base, [{ id: 'CVE-1', on: 'FROM', type: 'apk', fixedVersion: '2' }])[0]!.finding.fixes[0]!.edits[0]!.newText, /^\nRUN apk add --no-cache --upgrade openssl$/);
    assert.deepEqual(findings(base, [{ id: 'CVE-1', on: 'FROM', type: 'npm', fixedVersion: '2' }])[0]!.finding.fixes, []);
  });

  it('offer a newer tag of the base image where one is known and the tag stands in the line', () => {
    const advice = { newerTag: () => '13' };
    const fix = findings(base, [{ id: 'CVE-1', on: 'FROM' }], advice)[0]!.finding.fixes[0]!;
    assert.equal(fix.title, 'Use debian:13');
    assert.equal(fix.edits[0]!.newText, '13');
    assert.deepEqual(fix.edits[0]!.range, { start: { line: 0, character: 12 }, end: { line: 0, character: 14 } });
    for (const from of ['ARG V=12\nFROM debian:${V}', 'FROM debian:12@sha256:' + '0'.repeat(64), 'FROM debian']) {
      assert.deepEqual(findings(`${from}\n`, [{ id: 'CVE-1', on: 'FROM' }], advice)[0]!.finding.fixes, [], from);
    }
  });

  it('put checks of the image on the token of their instruction', () => {
    const model = parseDockerfile(base, uri);
    const report = scanReport(uri, base, [], {
      checks: [
        {
          rule: 'image-secret', severity: 'error', message: 'A private key is in the image.', uri, range: model.source.range(model.instructions[1]!.span), fixes: [], related: [],
          tags: [], data: {}, confidence: 'aligned', reason: '', files: [],
        },
      ],
    });
    const [shown] = scanFindings(placeScan(anchorScan(report, model), model), model, (rule) => `https://rules.example/${rule}`, noAdvice);
    assert.equal(underlined(base, shown!), 'RUN');
    assert.equal(shown!.href, 'https://rules.example/image-secret');
  });
});
