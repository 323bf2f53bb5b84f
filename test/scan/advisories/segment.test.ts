import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRow, type AdvisoryRow } from '../../../server/src/scan/advisories/row';
import { BlockCache } from '../../../server/src/scan/advisories/segment/block-cache';
import { rowBlockBytes, SegmentDamaged } from '../../../server/src/scan/advisories/segment/format';
import { readLines } from '../../../server/src/scan/advisories/segment/lines';
import { Segment } from '../../../server/src/scan/advisories/segment/reader';
import { SegmentWriter } from '../../../server/src/scan/advisories/segment/writer';
import { openAdvisories } from '../../../server/src/scan/advisories/index';
import { temporaryDirectories } from './support';

const created = new Date('2026-11-24T00:00:00Z');

function row(record: string, version = '2'): AdvisoryRow {
  return { record, aliases: [], upstream: [], severity: 'high', unimportant: false, ranges: [[{ kind: 'fixed', version }]], versions: [], streams: [], text: -1 };
}

async function add(writer: SegmentWriter, record: string, names: readonly string[], summary = '', version?: string): Promise<void> {
  const rows = new Map(names.map((name) => [name, (text: number) => [encodeRow({ ...row(record, version), text })]]));
  await writer.add(record, { summary, details: '', published: '', modified: '' }, rows);
}

describe('a segment', () => {
  const directory = temporaryDirectories();
  const path = (): string => join(directory(), 'debian-12.advisories');
  const writer = (): SegmentWriter => new SegmentWriter(path(), 'debian-12', 'Debian:12');

  it('gives back what was written, by package', async () => {
    const target = writer();
    await add(target, 'A', ['zlib', 'openssl'], 'about A');
    await add(target, 'B', ['openssl'], 'about B');
    const totals = await target.finish([{ name: 'test' }], created);
    assert.deepEqual([totals.records, totals.packages], [2, 2]);
    const segment = await Segment.open(path(), new BlockCache());
    assert.deepEqual((await segment.lookup('openssl')).map(({ record }) => record), ['A', 'B']);
    assert.deepEqual((await segment.lookup('zlib')).map(({ record }) => record), ['A']);
    for (const name of ['', 'a', 'opens', 'openssl1', 'zz', 'openssl\tx']) assert.deepEqual(await segment.lookup(name), []);
    assert.equal((await segment.text(1))?.summary, 'about B');
    assert.equal(await segment.text(-1), undefined);
    await assert.rejects(segment.text(99), SegmentDamaged);
    assert.deepEqual({ ...segment.footer, rowIndex: 0, textIndex: 0 }, {
      format: 1, segment: 'debian-12', ecosystem: 'Debian:12', created: created.toISOString(), sources: [{ name: 'test' }], records: 2, packages: 2, rowIndex: 0, textIndex: 0,
    });
    await segment.verify();
    await segment.close();
    assert.deepEqual(await readdir(directory()), ['debian-12.advisories']);
  });

  it('finds every package of many blocks, in whatever order they came and through runs on disk', async () => {
    const target = writer();
    const names = Array.from({ length: 3000 }, (_, index) => `package-${(index * 7919) % 3000}`);
    for (const [index, name] of names.entries()) {
      await add(target, `R-${index}`, [name], index % 3 === 0 ? `text ${index}` : '');
      if (index % 700 === 699) await target.spill();
    }
    await target.finish([], created);
    const segment = await Segment.open(path(), new BlockCache(2 * rowBlockBytes));
    for (const [index, name] of names.entries()) {
      const [found, ...others] = await segment.lookup(name);
      assert.equal(found?.record, `R-${index}`);
      assert.equal(others.length, 0);
      if (index % 3 === 0) assert.equal((await segment.text(found?.text ?? -1))?.summary, `text ${index}`);
    }
    const listed: string[] = [];
    for await (const { name } of segment.entries()) listed.push(name);
    assert.deepEqual(listed, [...names].sort());
    await segment.close();
    assert.deepEqual(await readdir(directory()), ['debian-12.advisories']);
  });

  it('keeps what the last record of an id says of a package', async () => {
    const target = writer();
    await add(target, 'A', ['openssl'], '', '1');
    await target.spill();
    await add(target, 'A', ['openssl'], '', '2');
    await add(target, 'B', ['openssl'], '', '3');
    await target.finish([], created);
    const segment = await Segment.open(path(), new BlockCache());
    assert.deepEqual((await segment.lookup('openssl')).map(({ record, ranges }) => `${record} ${ranges[0]?.[0]?.version}`), ['A 2', 'B 3']);
    await segment.close();
  });

  it('holds a package with more rows than a block, and names of any script', async () => {
    const target = writer();
    for (let index = 0; index < 2000; index += 1) await add(target, `L-${String(index).padStart(5, '0')}`, ['linux', 'libé', '\u2028x']);
    await target.finish([], created);
    const segment = await Segment.open(path(), new BlockCache());
    for (const name of ['linux', 'libé', '\u2028x']) assert.equal((await segment.lookup(name)).length, 2000);
    await segment.close();
  });

  it('may be empty', async () => {
    await writer().finish([], created);
    const segment = await Segment.open(path(), new BlockCache());
    assert.deepEqual(await segment.lookup('a'), []);
    await segment.close();
  });

  it('replaces the old one only when it is whole', async () => {
    const first = writer();
    await add(first, 'OLD', ['a']);
    await first.finish([], created);
    const second = writer();
    await add(second, 'NEW', ['a']);
    await second.spill();
    await second.discard();
    assert.deepEqual(await readdir(directory()), ['debian-12.advisories']);
    const segment = await Segment.open(path(), new BlockCache());
    assert.equal((await segment.lookup('a'))[0]?.record, 'OLD');
    await segment.close();
  });

  it('is never read where a byte has changed, and never breaks the reader', async () => {
    const target = writer();
    for (let index = 0; index < 100; index += 1) await add(target, `R-${index}`, [`p${index}`], `text ${index}`);
    await target.finish([], created);
    const whole = await readFile(path());
    for (let at = 0; at < whole.length; at += 1 + Math.floor(whole.length / 400)) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] as number) ^ 0x55;
      await writeFile(path(), broken);
      await assert.rejects(readAll(path()), SegmentDamaged, `byte ${at}`);
    }
  });

  it('is damaged where its end is missing, or where it is another file', async () => {
    const target = writer();
    await add(target, 'A', ['a'], 'text');
    await target.finish([], created);
    const whole = await readFile(path());
    for (const bytes of [whole.subarray(0, whole.length - 1), whole.subarray(0, 40), Buffer.alloc(0), Buffer.from('x'.repeat(500)), Buffer.concat([whole, Buffer.from('x')])]) {
      await writeFile(path(), bytes);
      await assert.rejects(readAll(path()), SegmentDamaged);
    }
  });

  it('is not taken for another one by its file name', async () => {
    const target = new SegmentWriter(path(), 'debian-11', 'Debian:11');
    await target.finish([], created);
    const store = openAdvisories(directory());
    const found = await store.find('Debian:12');
    assert.match(found.state === 'damaged' ? found.message : '', /holds the segment debian-11/);
    assert.equal((await store.find('Debian:13')).state, 'absent');
    assert.equal((await store.find('Debian')).state, 'absent');
    await store.close();
  });

  async function readAll(file: string): Promise<void> {
    const segment = await Segment.open(file, new BlockCache());
    try {
      await segment.verify();
    } finally {
      await segment.close();
    }
  }
});

describe('BlockCache', () => {
  it('drops what was used longest ago', async () => {
    const cache = new BlockCache(6);
    const reads: string[] = [];
    const get = (key: string, text = 'xx'): Promise<string> => cache.get(key, () => (reads.push(key), Promise.resolve(text)));
    for (const key of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) await get(key);
    assert.deepEqual(reads, ['a', 'b', 'c', 'd', 'b']);
    await get('large', 'x'.repeat(7));
    await get('large', 'x'.repeat(7));
    assert.deepEqual(reads.slice(5), ['large', 'large']);
  });
});

describe('readLines', () => {
  async function lines(chunks: readonly string[], limit?: Parameters<typeof readLines>[1]): Promise<string[]> {
    const found: string[] = [];
    async function* bytes() {
      for (const chunk of chunks) yield Buffer.from(chunk, 'latin1');
    }
    for await (const line of readLines(bytes(), limit)) found.push(line);
    return found;
  }

  it('splits at line feeds only, wherever the chunks end', async () => {
    assert.deepEqual(await lines(['a\nb', 'c', '\n\n', 'd']), ['a', 'bc', '', 'd']);
    assert.deepEqual(await lines(['\xe2\x80', '\xa8x\n']), ['\u2028x']);
    assert.deepEqual(await lines([]), []);
    assert.deepEqual(await lines(['a\n']), ['a']);
  });

  it('leaves out lines that are too long, and counts them', async () => {
    let longer = 0;
    const limit = { bytes: 3, onLonger: () => (longer += 1) };
    assert.deepEqual(await lines(['abcd\nabc\nab', 'cd', 'e\nx\nabcd'], limit), ['abc', 'x']);
    assert.equal(longer, 3);
  });
});
