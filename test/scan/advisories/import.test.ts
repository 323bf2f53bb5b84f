import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { collectGarbage, exportSegments, importAdvisories, openAdvisories, segmentStatus, type ImportOptions } from '../../../server/src/scan/advisories/index';
import { importRecords, osv, temporaryDirectories, writeRecords, zipOf } from './support';

/** One record, CVE-2024-0001 of openssl, as `zstd -19` writes it. */
const zstdRecord = Buffer.from(
  'KLUv/QRoNQQAcgkeGVC1DuMM9Zeb4wvUTB8iqYBpgy5fGFV1VidAdrKTnfy4SdC7lw8vX5tm1cKwlbBtrf9+GErCJAhhXL4vDt+O7MT+8ql7bV/W5bua9u9RkHZKTxeXrxpf7lq038l3NCc6r3eNfG1MG4Lm3wUIYTBEGANjIS5fpXcBAwBiikbQGd9whShPMQht',
  'base64',
);

describe('importAdvisories', () => {
  const directory = temporaryDirectories();
  const store = (): string => join(directory(), 'store');

  async function importBytes(bytes: Uint8Array | string, options?: ImportOptions) {
    const file = join(directory(), 'input');
    await writeFile(file, bytes);
    return importAdvisories([file], store(), options);
  }

  /** Ids of the records about a package. */
  async function stored(ecosystem: string, name: string): Promise<string[]> {
    const opened = openAdvisories(store());
    try {
      return (await opened.lookup(ecosystem, name)).map(({ record }) => record);
    } finally {
      await opened.close();
    }
  }

  const first = osv('CVE-2024-0001');
  const second = osv('CVE-2024-0002', { details: 'With "quotes", \\ {braces} and\nlines. More.' });
  const both = ['CVE-2024-0001', 'CVE-2024-0002'];
  const lines = `${JSON.stringify(first)}\n${JSON.stringify(second)}\n`;

  const forms: readonly (readonly [string, Uint8Array | string, readonly string[]])[] = [
    ['lines', lines, both],
    ['lines with CRLF, blank lines, a byte order mark and no last line end', `\ufeff${lines.trim().replaceAll('\n', '\r\n\r\n')}`, both],
    ['lines in gzip', gzipSync(lines), both],
    ['lines in zstd', zstdRecord, ['CVE-2024-0001']],
    ['an array', JSON.stringify([first, second]), both],
    ['an array over many lines', JSON.stringify([first, second], null, 2), both],
    ['an array in gzip', gzipSync(JSON.stringify([first, second])), both],
    ['a single record over many lines', JSON.stringify(second, null, 2), ['CVE-2024-0002']],
    ['records over many lines, one after the other', `${JSON.stringify(first, null, 2)}\n${JSON.stringify(second, null, 2)}`, both],
    ['a single record on one line', JSON.stringify(first), ['CVE-2024-0001']],
    ['a zip of records', zipOf({ 'CVE-2024-0001.json': JSON.stringify(first), 'README.md': 'x', 'CVE-2024-0002.json': JSON.stringify(second, null, 1) }), both],
  ];
  for (const [title, bytes, expected] of forms) {
    it(`reads ${title}`, async () => {
      const summary = await importBytes(bytes);
      assert.deepEqual(await stored('Debian:12', 'openssl'), expected);
      assert.deepEqual(summary.problems, []);
      assert.equal(summary.records, expected.length);
    });
  }

  it('reads the same from chunks that end anywhere', async () => {
    // A text longer than a chunk of the file, so that strings and escapes are cut.
    const long = osv('CVE-2024-0003', { details: '\\"{é'.repeat(200_000) });
    const summary = await importBytes(JSON.stringify([first, long, second], null, 2));
    assert.equal(summary.records, 3);
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['CVE-2024-0001', 'CVE-2024-0002', 'CVE-2024-0003']);
  });

  it('counts bad lines, names the first ones and reads the rest', async () => {
    const bad = Array.from({ length: 15 }, (_, index) => `{"id": ${index}`).join('\n');
    const summary = await importBytes(`not json\n${JSON.stringify(first)}\n${bad}\n{"id":""}\n[]\n${JSON.stringify(second)}`);
    assert.deepEqual(await stored('Debian:12', 'openssl'), both);
    assert.equal(summary.skipped.bad, 18);
    assert.equal(summary.problems.length, 10);
    assert.match(summary.problems[0]?.where ?? '', /line 1$/);
  });

  it('names the broken file of a zip and reads the rest', async () => {
    const summary = await importBytes(zipOf({ 'a.json': '{', 'b.json': JSON.stringify(first) }));
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['CVE-2024-0001']);
    assert.match(summary.problems[0]?.where ?? '', /a\.json$/);
  });

  for (const [title, bytes] of [
    ['nothing', ''],
    ['no JSON', 'hello\nworld\n'],
    ['a truncated record', JSON.stringify(first, null, 2).slice(0, -5)],
    ['a truncated zip', zipOf({ 'a.json': JSON.stringify(first) }).subarray(0, 60)],
    ['a truncated zstd stream', zstdRecord.subarray(0, 60)],
  ] as const) {
    it(`says what is wrong with a file of ${title}`, async () => {
      const summary = await importBytes(bytes);
      assert.deepEqual(summary.segments, []);
      assert.equal(summary.problems.length > 0, true);
      assert.ok(summary.problems.every(({ where, message }) => where.includes('input') && message.endsWith('.')));
    });
  }

  it('says that a file is not there, and reads the others', async () => {
    const file = await writeRecords(join(directory(), 'there'), [first]);
    const summary = await importAdvisories([join(directory(), 'absent'), file], store());
    assert.match(summary.problems[0]?.message ?? '', /ENOENT/);
    assert.equal(summary.segments.length, 1);
  });

  it('keeps the segment that is there where the new file breaks off', async () => {
    await importBytes(JSON.stringify(first));
    const many = Array.from({ length: 3000 }, (_, index) => JSON.stringify(osv(`CVE-2025-${10_000 + index}`, { details: `text ${index * 7919}` }))).join('\n');
    const broken = gzipSync(many);
    const summary = await importBytes(broken.subarray(0, broken.length - 200));
    assert.match(summary.problems[0]?.message ?? '', /cannot be read to its end.*debian-12 stays as it is/);
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['CVE-2024-0001']);
    assert.deepEqual((await readdir(store())).sort(), ['debian-12.advisories']);
  });

  it('leaves out withdrawn records, and what names no version or no release', async () => {
    const git = { id: 'G-1', affected: [{ package: { ecosystem: 'Debian:12', name: 'openssl' }, ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }] };
    const summary = await importRecords(directory(), [
      first, osv('W-1', { withdrawn: '2024-01-01T00:00:00Z' }), git, osv('U-1', { ecosystem: 'Debian' }), { id: 'E-1' }, { id: 'E-2', affected: [] },
    ]);
    assert.deepEqual(summary.skipped, { withdrawn: 1, bad: 0, unusable: 3, unasked: 0, unreleased: 1 });
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['CVE-2024-0001']);
  });

  it('uses the other ranges of a record that has a Git range too', async () => {
    const record = { id: 'P-1', affected: [{ package: { ecosystem: 'PyPI', name: 'Foo_Bar' }, ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }, { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }] }] };
    await importRecords(directory(), [record]);
    assert.deepEqual(await stored('PyPI', 'foo-bar'), ['P-1']);
  });

  it('splits a file into segments by release, and takes only those asked for', async () => {
    const records = ['Debian:11', 'Debian:12', 'Debian:13', 'Ubuntu:24.04:LTS'].map((ecosystem, index) => osv(`CVE-2024-000${index}`, { ecosystem }));
    const all = await importRecords(directory(), records);
    assert.deepEqual(all.segments.map(({ segment }) => segment), ['debian-11', 'debian-12', 'debian-13', 'ubuntu-24.04']);
    const some = await importRecords(directory(), records, { only: ['Debian:12', 'Ubuntu:24.04'] });
    assert.deepEqual(some.segments.map(({ segment }) => segment), ['debian-12', 'ubuntu-24.04']);
    assert.equal(some.skipped.unasked, 2);
  });

  it('puts the repositories of a release into one segment, what they repeat once, and leaves out products that no image is', async () => {
    const entry = (ecosystem: string, fixed: string) => ({ package: { ecosystem, name: 'openssl' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] });
    const records = [
      { id: 'RHSA-2024:1', upstream: ['CVE-2024-0001'], affected: [entry('Red Hat:enterprise_linux:9::baseos', '1:3.0.7-27.el9'), entry('Red Hat:enterprise_linux:9::appstream', '1:3.0.7-27.el9'), entry('Red Hat:enterprise_linux:8::baseos', '1:1.1.1k-12.el8'), entry('Red Hat:rhel_eus:9.2::baseos', '1:3.0.7-18.el9_2')] },
      { id: 'RHSA-2024:2', affected: [entry('Red Hat:openshift:4.14::el9', '1')] },
      { id: 'SUSE-SU-2024:1-1', affected: [entry('SUSE:Linux Enterprise Module for Basesystem 15 SP5', '1.1.1l-1'), entry('SUSE:Linux Enterprise Server 15 SP5-LTSS', '1.1.1l-2')] },
    ];
    const { segments, skipped } = await importRecords(directory(), records);
    assert.deepEqual(segments.map(({ segment, ecosystem }) => [segment, ecosystem]), [
      ['red-hat-enterprise-linux-8', 'Red Hat:enterprise_linux:8'],
      ['red-hat-enterprise-linux-9', 'Red Hat:enterprise_linux:9'],
      ['suse-linux-enterprise-15-sp5', 'SUSE:Linux Enterprise 15 SP5'],
    ]);
    assert.equal(skipped.unreleased, 1);
    assert.deepEqual(await stored('Red Hat:enterprise_linux:9', 'openssl'), ['RHSA-2024:1']);
    assert.deepEqual(await stored('SUSE:Linux Enterprise Server 15 SP5', 'openssl'), ['SUSE-SU-2024:1-1', 'SUSE-SU-2024:1-1']);
    const some = await importRecords(directory(), records, { only: ['Red Hat:9'] });
    assert.deepEqual(some.segments.map(({ segment }) => segment), ['red-hat-enterprise-linux-9']);
  });

  it('replaces a segment, and leaves the others alone', async () => {
    await importRecords(directory(), [first, osv('A-1', { ecosystem: 'npm', name: 'ms' })]);
    await importRecords(directory(), [second]);
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['CVE-2024-0002']);
    assert.deepEqual(await stored('npm', 'ms'), ['A-1']);
  });

  it('merges where asked: the new record of an id replaces the old one, and a withdrawn one takes it out', async () => {
    await importRecords(directory(), [first, second, osv('CVE-2024-0003', { name: 'zlib' }), osv('CVE-2024-0004', { details: 'Kept text.' })]);
    const merged = await importRecords(
      directory(),
      [osv('CVE-2024-0003', { name: 'openssl' }), { ...second, withdrawn: '2024-01-01T00:00:00Z' }, osv('CVE-2024-0005')],
      { merge: true },
    );
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['CVE-2024-0001', 'CVE-2024-0003', 'CVE-2024-0004', 'CVE-2024-0005']);
    assert.deepEqual(await stored('Debian:12', 'zlib'), []);
    assert.equal(merged.segments[0]?.records, 4);
    const opened = openAdvisories(store());
    const found = await opened.find('Debian:12');
    assert.ok(found.state === 'ready');
    const rows = await found.segment.lookup('openssl');
    assert.equal((await found.segment.text(rows.find(({ record }) => record === 'CVE-2024-0004')?.text ?? -1))?.details, 'Kept text.');
    await opened.close();
  });

  it('says that a damaged segment could not be merged', async () => {
    await importRecords(directory(), [first]);
    await writeFile(join(store(), 'debian-12.advisories'), 'garbage');
    const summary = await importRecords(directory(), [second], { merge: true });
    assert.match(summary.problems[0]?.message ?? '', /damaged and could not be merged/);
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['CVE-2024-0002']);
  });

  it('stops when told to, and leaves nothing behind', async () => {
    const abort = new AbortController();
    const records = Array.from({ length: 5000 }, (_, index) => osv(`CVE-2024-${10_000 + index}`));
    await assert.rejects(importRecords(directory(), records, { signal: abort.signal, onProgress: () => abort.abort() }), { name: 'AbortError' });
    assert.deepEqual(await readdir(store()).catch(() => []), []);
  });

  it('tells its progress, up to the end', async () => {
    const fractions: number[] = [];
    await importRecords(directory(), Array.from({ length: 2500 }, (_, index) => osv(`CVE-2024-${10_000 + index}`)), { onProgress: ({ fraction }) => fractions.push(fraction) });
    assert.ok(fractions.length >= 3);
    assert.equal(fractions.at(-1), 1);
    assert.deepEqual(fractions, [...fractions].sort((a, b) => a - b));
  });

  it('spills to disk what does not fit into memory', async () => {
    const long = 'CVE-2024-0001-'.padEnd(400, 'x');
    const records = Array.from({ length: 2000 }, (_, index) => ({
      id: `R-${index}`,
      affected: Array.from({ length: 30 }, (_unused, item) => ({ package: { ecosystem: 'Debian:12', name: `p${item}-${index % 50}` }, versions: [`${long}${index}`] })),
    }));
    const summary = await importRecords(directory(), records);
    assert.equal(summary.segments[0]?.packages, 1500);
    assert.equal((await stored('Debian:12', 'p29-49')).length, 40);
    assert.deepEqual(await readdir(store()), ['debian-12.advisories']);
  });

  it('bounds the number of segments', async () => {
    const summary = await importRecords(directory(), Array.from({ length: 520 }, (_, index) => osv(`R-${index}`, { ecosystem: `Eco:${index}` })));
    assert.equal(summary.segments.length, 500);
    assert.match(summary.problems[0]?.message ?? '', /more than 500 ecosystems/);
  });

  describe('of Alpine security databases', () => {
    const secdb = {
      apkurl: '{{urlprefix}}/{{distroversion}}/{{reponame}}/{{arch}}/{{pkg.name}}-{{pkg.ver}}.apk',
      distroversion: 'v3.20',
      reponame: 'main',
      urlprefix: 'https://dl-cdn.alpinelinux.org/alpine',
      packages: [
        { pkg: { name: 'openssl', secfixes: { '3.3.1-r0': ['CVE-2024-4603'], '3.3.2-r0': ['CVE-2024-6119 GHSA-aaaa-bbbb-cccc', 'CVE-2024-4603'], '0': ['CVE-2023-0001', 'CVE-2024-6119'] } } },
        { pkg: { name: 'libressl', secfixes: { '4.0-r0': ['CVE-2024-6119 (+)'] } } },
        { pkg: { name: 'broken', secfixes: { '1-r0': 'CVE-2024-1', '2-r0': [7, 'none'] } } },
        { pkg: null },
        {},
      ],
    };

    it('turns them into records, with what never applied kept as such', async () => {
      const summary = await importBytes(JSON.stringify(secdb, null, 2));
      assert.deepEqual(summary.segments.map(({ segment, records, packages }) => [segment, records, packages]), [['alpine-3.20', 3, 2]]);
      const opened = openAdvisories(store());
      const rows = await opened.lookup('Alpine:v3.20', 'openssl');
      const fixes = Object.fromEntries(rows.map((row) => [row.record, row.ranges.map((range) => range.at(-1)?.version)]));
      assert.deepEqual(fixes, { 'ALPINE-CVE-2023-0001': ['0'], 'ALPINE-CVE-2024-4603': ['3.3.1-r0', '3.3.2-r0'], 'ALPINE-CVE-2024-6119': ['3.3.2-r0'] });
      assert.deepEqual(rows.find(({ record }) => record === 'ALPINE-CVE-2024-6119')?.upstream, ['CVE-2024-6119', 'GHSA-aaaa-bbbb-cccc']);
      await opened.close();
    });

    it('knows the release of edge, Wolfi and Chainguard, and refuses one that tells none', async () => {
      const { distroversion: _, ...rest } = secdb;
      for (const [fields, segment] of [
        [{ distroversion: 'edge' }, 'alpine-edge'],
        [{ urlprefix: 'https://packages.wolfi.dev' }, 'wolfi'],
        [{ urlprefix: 'https://packages.cgr.dev/chainguard' }, 'chainguard'],
      ] as const) {
        assert.deepEqual((await importBytes(JSON.stringify({ ...rest, ...fields }))).segments.map((item) => item.segment), [segment]);
      }
      assert.match((await importBytes(JSON.stringify({ ...rest, urlprefix: 'https://example.org' }))).problems[0]?.message ?? '', /names no release/);
    });
  });
});

describe('the state of segments', () => {
  const directory = temporaryDirectories();
  const store = (): string => join(directory(), 'store');

  it('is told, damage included, by reading them whole', async () => {
    await importRecords(directory(), [osv('A-1', { details: 'x' }), osv('A-2', { ecosystem: 'npm', name: 'ms' })], { now: new Date('2026-11-24T10:00:00Z') });
    const path = join(store(), 'npm.advisories');
    const bytes = await readFile(path);
    bytes[10] = (bytes[10] as number) ^ 1;
    await writeFile(path, bytes);
    const [debian, npm] = await segmentStatus(store());
    assert.ok(debian?.state === 'ready');
    assert.deepEqual(
      [debian.segment, debian.ecosystem, debian.created, debian.records, debian.packages, debian.sources],
      ['debian-12', 'Debian:12', '2026-11-24T10:00:00.000Z', 1, 1, [{ name: 'records.ndjson' }]],
    );
    assert.ok(npm?.state === 'damaged' && /SHA-256/.test(npm.message));
    assert.deepEqual(await segmentStatus(join(directory(), 'absent')), []);
  });

  it('is put in order by removing old temporary files, damaged segments and those not kept', async () => {
    await importRecords(directory(), [osv('A-1'), osv('A-2', { ecosystem: 'npm' }), osv('A-3', { ecosystem: 'PyPI' })]);
    await writeFile(join(store(), 'npm.advisories'), 'garbage');
    await writeFile(join(store(), 'pypi.advisories.1.ab.tmp'), 'left behind');
    await writeFile(join(store(), 'notes.txt'), 'not ours');
    assert.deepEqual((await collectGarbage(store())).map(({ reason }) => reason), ['damaged']);
    const later = new Date(Date.now() + 2 * 3_600_000);
    const removed = await collectGarbage(store(), { now: later, keep: ['debian-12'] });
    assert.deepEqual(removed.map(({ reason, bytes }) => `${reason} ${bytes > 0}`), ['temporary true', 'not kept true']);
    assert.deepEqual((await readdir(store())).sort(), ['debian-12.advisories', 'notes.txt']);
    assert.deepEqual(await collectGarbage(join(directory(), 'absent')), []);
  });

  it('goes to another machine: what is exported gives the same segment when it is imported', async () => {
    await importRecords(directory(), [
      osv('DEBIAN-CVE-2024-0001', { upstream: ['CVE-2024-0001'], details: 'Long text. More.', published: '2024-01-01T00:00:00Z', modified: '2024-02-01T00:00:00Z' }),
      { ...osv('DSA-1-1', { upstream: ['CVE-2024-0001', 'CVE-2024-0002'] }), affected: [...(osv('x').affected as object[]), ...(osv('x', { name: 'zlib', events: [{ introduced: '1' }, { last_affected: '2' }] }).affected as object[])] },
      { id: 'B', aliases: ['GHSA-1'], severity: [{ type: 'Ubuntu', score: 'high' }], affected: [{ package: { ecosystem: 'Debian:12', name: 'a' }, versions: ['1', '2'], ecosystem_specific: { urgency: 'unimportant' } }] },
    ]);
    const file = join(directory(), 'export.ndjson');
    assert.deepEqual(await exportSegments(store(), file), { segments: [{ segment: 'debian-12', records: 3 }], problems: [] });
    await importAdvisories([file], join(directory(), 'copy'));
    const [before, after] = [openAdvisories(store()), openAdvisories(join(directory(), 'copy'))];
    for (const name of ['openssl', 'zlib', 'a']) {
      const [left, right] = [await before.lookup('Debian:12', name), await after.lookup('Debian:12', name)];
      assert.ok(left.length > 0);
      const withoutText = (rows: typeof left) => rows.map((row) => ({ ...row, text: row.text >= 0 }));
      assert.deepEqual(withoutText(right), withoutText(left));
    }
    await before.close();
    await after.close();
    const second = join(directory(), 'second.ndjson');
    await exportSegments(join(directory(), 'copy'), second);
    const texts = (await readFile(second, 'utf8')).split('\n').filter((line) => line.includes('DEBIAN-CVE-2024-0001'));
    assert.match(texts[0] ?? '', /"published":"2024-01-01T00:00:00Z".*"details":"Long text. More."/);
  });

  it('says which segments could not be exported', async () => {
    await importRecords(directory(), [osv('A-1')]);
    await writeFile(join(store(), 'npm.advisories'), 'garbage');
    const { segments, problems } = await exportSegments(store(), join(directory(), 'out'), ['debian-12', 'npm', 'absent']);
    assert.deepEqual(segments.map(({ segment }) => segment), ['debian-12']);
    assert.deepEqual(problems.map(({ where }) => where), ['segment npm', 'segment absent']);
  });
});
