import assert from 'node:assert/strict';
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import { anchorScan, placeScan } from '../../server/src/lsp/scan/anchor';
import { scanReport } from './scan-report';

const uri = 'file:///app/Dockerfile';
const original = `ARG VERSION=12
FROM debian:\${VERSION} AS base
ARG TOOLS=curl
RUN apt-get update && apt-get install -y \${TOOLS}
COPY package.json .
RUN npm ci
`;
const report = scanReport(uri, original, [
  { id: 'CVE-2024-1', on: 'FROM' },
  { id: 'CVE-2024-2', on: 'apt-get' },
  { id: 'CVE-2024-3', on: 'npm ci' },
  { id: 'CVE-2024-4' },
]);
const scan = anchorScan(report, parseDockerfile(original, uri));

/** `line:id` of what is shown for a text. */
function shown(text: string): string[] {
  const model = parseDockerfile(text, uri);
  return placeScan(scan, model).flatMap((placed) => placed.vulnerabilities.map((v) => `${model.source.lineAt(placed.instruction.span.start)}:${v.id}`));
}

describe('scan results follow their instructions', () => {
  it('stand where the scan put them', () => assert.deepEqual(shown(original), ['1:CVE-2024-1', '3:CVE-2024-2', '5:CVE-2024-3']));

  it('move down with lines that are inserted above', () => {
    assert.deepEqual(shown(original.replace('RUN apt', '# comment\nWORKDIR /app\n\nRUN apt')), ['1:CVE-2024-1', '6:CVE-2024-2', '8:CVE-2024-3']);
  });

  it('stay when only layout and comments of the instruction change', () => {
    assert.deepEqual(shown(original.replace('update && ', 'update \\\n  # newest\n  && ')), ['1:CVE-2024-1', '3:CVE-2024-2', '7:CVE-2024-3']);
  });

  it('vanish where the instruction means something else', () => {
    assert.deepEqual(shown(original.replace('npm ci', 'npm ci --omit=dev')), ['1:CVE-2024-1', '3:CVE-2024-2']);
  });

  it('vanish where a variable in the instruction gets another value', () => {
    assert.deepEqual(shown(original.replace('VERSION=12', 'VERSION=13')), ['3:CVE-2024-2', '5:CVE-2024-3']);
    assert.deepEqual(shown(original.replace('TOOLS=curl', 'TOOLS=wget')), ['1:CVE-2024-1', '5:CVE-2024-3']);
  });

  it('stay on a FROM whose stage is renamed or whose variable is written out', () => {
    assert.deepEqual(shown(original.replace('AS base', 'AS runtime').replace('${VERSION}', '12')), ['1:CVE-2024-1', '3:CVE-2024-2', '5:CVE-2024-3']);
  });

  it('go with a removed instruction and come back when that is undone', () => {
    assert.deepEqual(shown(original.replace('RUN npm ci\n', '')), ['1:CVE-2024-1', '3:CVE-2024-2']);
    assert.deepEqual(shown(original), ['1:CVE-2024-1', '3:CVE-2024-2', '5:CVE-2024-3']);
  });

  it('do not jump to an instruction of the same text elsewhere', () => {
    const copy = original.replace('FROM', 'FROM debian:12 AS other\nRUN npm ci\n\nFROM');
    assert.deepEqual(shown(copy), ['4:CVE-2024-1', '6:CVE-2024-2', '8:CVE-2024-3']);
  });

  it('do not jump to a stage of the same text that is added at the end', () => {
    assert.deepEqual(shown(`${original}\nFROM debian:12\nRUN npm ci\n`), ['1:CVE-2024-1', '3:CVE-2024-2', '5:CVE-2024-3']);
  });

  it('are found in files too long for the thorough comparison', () => {
    const lines = Array.from({ length: 1200 }, (_, i) => `RUN echo ${i}`).join('\n');
    const long = `FROM debian:12\n${lines}\nRUN npm ci\n`;
    const model = parseDockerfile(long, uri);
    const scanned = anchorScan(scanReport(uri, long, [{ id: 'CVE-1', on: 'npm ci' }]), model);
    const [placed] = placeScan(scanned, parseDockerfile(long.replace('RUN echo 7\n', ''), uri));
    assert.equal(placed!.instruction.index, 1200);
  });

  it('survive any text', () => {
    for (let end = 0; end < original.length; end++) shown(original.slice(0, end));
    assert.deepEqual(shown(''), []);
  });

  it('leave out what belongs to another file', () => {
    const other = anchorScan(scanReport('file:///other/Dockerfile', original, [{ id: 'CVE-1', on: 'FROM' }]), parseDockerfile(original, uri));
    assert.equal(placeScan(other, parseDockerfile(original, uri)).length, 0);
  });
});
