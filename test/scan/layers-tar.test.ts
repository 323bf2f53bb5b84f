import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { DamagedError } from '../../server/src/scan/errors';
import { cleanPath, mayHidePackages, parseMark } from '../../server/src/scan/layers/paths';
import { expandSparse } from '../../server/src/scan/layers/sparse';
import { TarScanner, type TarEntry } from '../../server/src/scan/layers/tar';
import { defaultLimits } from '../../server/src/scan/limits';
import { paxRecord, tar, tarEntry, tarHeader, TemporaryDirectory, withChecksum, type TarSpec } from '../helpers/image-builder';
import { randomFrom } from '../helpers/random';
import { skip } from '../helpers/skip';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- has no types
const tarStream = require('tar-stream') as {
  extract(): NodeJS.WritableStream & { on(event: 'entry', listener: (header: { name: string; type: string; size: number; linkname: string | null }, stream: NodeJS.ReadableStream, next: () => void) => void): void };
};

interface Seen {
  readonly entry: TarEntry;
  readonly content: Buffer;
}

interface ScanOptions {
  readonly chunk?: number;
  readonly entries?: number;
  readonly wants?: (entry: TarEntry) => boolean;
}

function scan(bytes: Buffer, { chunk = 65_536, entries = 100_000, wants = () => true }: ScanOptions = {}): Seen[] {
  const seen: Seen[] = [];
  let parts: Buffer[] = [];
  const scanner = new TarScanner(
    {
      entry: (entry) => {
        const wanted = wants(entry);
        if (!wanted) {
          seen.push({ entry, content: Buffer.alloc(0) });
        }
        return wanted;
      },
      body: (part) => parts.push(Buffer.from(part)),
      end: (entry) => {
        seen.push({ entry, content: Buffer.concat(parts) });
        parts = [];
      },
    },
    { ...defaultLimits, entries },
  );
  for (let at = 0; at < bytes.length; at += chunk) {
    scanner.write(bytes.subarray(at, at + chunk));
  }
  scanner.finish();
  return seen;
}

function paths(bytes: Buffer, options?: ScanOptions): string[] {
  return scan(bytes, options).map(({ entry }) => entry.path);
}

/** The same archive through tar-stream. */
function oracle(bytes: Buffer): Promise<{ path: string; content: Buffer; link: string }[]> {
  return new Promise((resolve, reject) => {
    const seen: { path: string; content: Buffer; link: string }[] = [];
    const extract = tarStream.extract();
    extract.on('entry', (header, stream, next) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        seen.push({ path: header.name, content: Buffer.concat(parts), link: header.linkname ?? '' });
        next();
      });
      stream.resume();
    });
    extract.on('finish', () => resolve(seen));
    extract.on('error', reject);
    extract.end(bytes);
  });
}

const long = `${'directory/'.repeat(30)}file`;

describe('tar scanner', () => {
  it('reads files, directories and links', () => {
    const seen = scan(
      tar([
        { path: 'etc/' },
        { path: 'etc/passwd', content: 'root' },
        { path: 'etc/link', type: '2', link: 'passwd' },
        { path: 'etc/hard', type: '1', link: 'etc/passwd', size: 4 },
        { path: 'dev/null', type: '3' },
        { path: 'empty' },
      ]),
    );
    assert.deepEqual(
      seen.map(({ entry, content }) => [entry.path, entry.type, content.toString(), entry.linkPath]),
      [
        ['etc/', 'directory', '', ''],
        ['etc/passwd', 'file', 'root', ''],
        ['etc/link', 'symlink', '', 'passwd'],
        ['etc/hard', 'link', '', 'etc/passwd'],
        ['dev/null', 'other', '', ''],
        ['empty', 'file', '', ''],
      ],
    );
  });

  it('joins the prefix of ustar, and takes none from the GNU format, which has other things there', () => {
    const path = `${'a'.repeat(120)}/${'b'.repeat(90)}`;
    assert.deepEqual(paths(tar([{ path }])), [path]);
    const header = tarHeader({ path: 'name', gnu: true });
    header.write('15000000000', 345, 'latin1');
    assert.deepEqual(paths(Buffer.concat([withChecksum(header), Buffer.alloc(1024)])), ['name']);
  });

  it('reads long names of GNU and pax, for paths and for links', () => {
    const archive = tar([
      { path: 'short', gnuLongName: long },
      { path: 'short', pax: { path: long, linkpath: `to/${long}` }, type: '2' },
      { path: 'after' },
    ]);
    assert.deepEqual(
      scan(archive).map(({ entry }) => [entry.path, entry.linkPath]),
      [
        [long, ''],
        [long, `to/${long}`],
        ['after', ''],
      ],
    );
  });

  it('takes a file for one whose long name, cut to what fits the header, ends in a slash, and an old directory for one', () => {
    // As in Debian's puma: GNU tar puts the first 100 bytes of the name into the header.
    const name = `${'d'.repeat(99)}/puma_http11.so`;
    const archive = tar([{ path: `${'d'.repeat(99)}/`, type: '0', gnuLongName: name, content: 'x'.repeat(700) }, { path: 'old/', type: '0', size: 700 }, { path: 'after' }]);
    assert.deepEqual(scan(archive).map(({ entry }) => [entry.path, entry.type, entry.size]), [[name, 'file', 700], ['old/', 'directory', 0], ['after', 'file', 0]]);
  });

  it('takes the size from pax and from base-256 numbers', () => {
    const archive = tar([
      { path: 'pax', content: 'twelve bytes', size: 0, pax: { size: '12' } },
      { path: 'binary', content: 'abc', base256: true },
    ]);
    assert.deepEqual(
      scan(archive).map(({ content }) => content.toString()),
      ['twelve bytes', 'abc'],
    );
  });

  it('skips bodies of 64-bit size without reading them', () => {
    const size = 20 * 1024 ** 3;
    const header = tarHeader({ path: 'huge', size, base256: true });
    const met: string[] = [];
    const scanner = new TarScanner(
      {
        entry: (entry) => {
          met.push(`${entry.path} ${entry.size}`);
          return false;
        },
        body: () => undefined,
        end: () => undefined,
      },
      { ...defaultLimits, entries: 10 },
    );
    scanner.write(header);
    assert.equal(scanner.skippable, size);
    scanner.skip(scanner.skippable);
    assert.equal(scanner.skippable, 0);
    scanner.write(tarEntry({ path: 'next' }));
    assert.deepEqual(met, [`huge ${size}`, 'next 0']);
  });

  it('refuses sizes that are negative, too large or no number', () => {
    const negative = tarHeader({ path: 'x' });
    negative.fill(0xff, 124, 136);
    assert.throws(() => scan(withChecksum(negative)), /size in the tar header at byte 0 is negative or too large/);
    const large = tarHeader({ path: 'x' });
    large.fill(0x7f, 125, 136);
    large[124] = 0x80;
    assert.throws(() => scan(withChecksum(large)), /negative or too large/);
    const letters = tarHeader({ path: 'x' });
    letters.write('zzzz', 124);
    assert.throws(() => scan(withChecksum(letters)), /is not a number/);
  });

  it('names the byte where a header is damaged', () => {
    const archive = tar([{ path: 'a', content: 'x' }, { path: 'b' }]);
    archive[1024] = 0xff;
    assert.throws(() => scan(archive), (error) => error instanceof DamagedError && /at byte 1024/.test(error.message));
  });

  it('stops at the end mark and ignores what follows', () => {
    assert.deepEqual(paths(Buffer.concat([tar([{ path: 'a' }]), Buffer.from('anything')])), ['a']);
    const one = Buffer.concat([tarEntry({ path: 'a' }), Buffer.alloc(512), tarEntry({ path: 'b' })]);
    assert.deepEqual(paths(one), ['a', 'b'], 'one block of zeros is no end');
    assert.deepEqual(paths(tarEntry({ path: 'a' })), ['a'], 'the end mark may be missing');
    assert.deepEqual(paths(Buffer.alloc(1024)), []);
  });

  it('never applies a global pax header, as engines do not', () => {
    const body = paxRecord('path', 'evil');
    const global = Buffer.concat([tarHeader({ path: 'g', type: 'g', size: body.length }), body, Buffer.alloc(512 - body.length)]);
    assert.deepEqual(paths(Buffer.concat([global, tarEntry({ path: 'good' }), Buffer.alloc(1024)])), ['good']);
  });

  it('takes a pax header of 1 MB, and refuses a larger one', () => {
    const filler = { 'SCHILY.xattr.user.filler': 'x'.repeat(1_000_000), path: 'named' };
    assert.deepEqual(paths(tar([{ path: 'a', pax: filler }])), ['named']);
    const records = Object.fromEntries(Array.from({ length: 80_000 }, (_, i) => [`k${i}`, 'v']));
    assert.deepEqual(paths(tar([{ path: 'a', pax: records }])), ['a']);
    assert.throws(() => scan(tar([{ path: 'a', pax: { comment: 'x'.repeat(1_100_000) } }])), /extended tar header at byte 0 has \d+ bytes, more than 1048576/);
    assert.throws(() => scan(tarHeader({ path: 'L', type: 'L', size: 2 ** 33, base256: true })), /more than 1048576/);
  });

  it('refuses pax records that break the form', () => {
    const withBody = (text: string) =>
      Buffer.concat([tarHeader({ path: 'p', type: 'x', size: text.length }), Buffer.from(text.padEnd(512, '\0')), tarEntry({ path: 'a' }), Buffer.alloc(1024)]);
    for (const body of ['99 path=a\n', '9 path=ab', 'path=a\n', '10 pathab\n', '0 \n', '-5 a=\n', '13 size=12x\n']) {
      assert.throws(() => scan(withBody(body)), /pax header at byte 0 is damaged/, JSON.stringify(body));
    }
  });

  it('reads names that are not UTF-8 as Latin-1, so that different names stay different', () => {
    const archive = tar([{ path: Buffer.from('caf\xe9', 'latin1') }, { path: Buffer.from('caf\xe8', 'latin1') }, { path: 'café' }]);
    assert.deepEqual(paths(archive), ['café', 'cafè', 'café']);
  });

  it('gives up after too many entries', () => {
    assert.throws(() => scan(tar([{ path: 'a' }, { path: 'b' }, { path: 'c' }]), { entries: 2 }), /more than 2 entries/);
  });

  it('says so wherever an archive is cut off, and never gives a different entry', () => {
    const whole = tar([{ path: 'short', gnuLongName: long, content: 'x'.repeat(700) }, { path: 'a', pax: { path: 'b' }, content: 'abc' }]);
    const full = paths(whole);
    for (let length = 0; length < whole.length; length++) {
      let seen: string[];
      try {
        seen = paths(whole.subarray(0, length));
      } catch (error) {
        assert.ok(error instanceof DamagedError, `at ${length}: ${error}`);
        continue;
      }
      assert.equal(length % 512, 0, `cut off at ${length} without an error`);
      assert.deepEqual(seen, full.slice(0, seen.length));
    }
  });

  it('gives the same whatever the chunks are', () => {
    const archive = tar([
      { path: 'short', gnuLongName: long, content: 'x'.repeat(1500) },
      { path: 'b', content: 'y'.repeat(512) },
      { path: 'c', pax: { path: 'd' }, content: 'z' },
    ]);
    const expected = scan(archive);
    for (const chunk of [1, 7, 511, 512, 513, 1000, 4096]) {
      assert.deepEqual(scan(archive, { chunk }), expected, `chunks of ${chunk}`);
    }
  });

  it('reads what tar-stream reads, in 200 random archives', async () => {
    const random = randomFrom(20261124);
    for (let round = 0; round < 200; round++) {
      const specs: TarSpec[] = Array.from({ length: random.below(8) }, (_, index) => {
        const path = `${'d/'.repeat(random.below(70))}f${index}`;
        const content = Buffer.alloc(random.below(3000), index + 1);
        switch (random.below(5)) {
          case 0:
            return { path: 'short', pax: { path }, content };
          case 1:
            return { path: 'short', gnuLongName: path, content };
          case 2:
            return { path: path.slice(-90), type: '2', link: `../l${index}` };
          case 3:
            return { path: `${path.slice(-90)}/`, type: '5' };
          default:
            return { path: path.slice(-95), content, base256: random.below(2) === 0 };
        }
      });
      const archive = tar(specs);
      const ours = scan(archive, { chunk: 1 + random.below(2000) }).map(({ entry, content }) => ({ path: entry.path, content, link: entry.linkPath }));
      assert.deepEqual(ours, await oracle(archive), `round ${round}`);
    }
  });

  it('finds every wanted body with all others skipped', () => {
    const archive = tar(Array.from({ length: 50 }, (_, index) => ({ path: `f${index}`, content: Buffer.alloc(index * 100, index) })));
    const seen = scan(archive, { chunk: 777, wants: (entry) => entry.path.endsWith('7') });
    assert.deepEqual(
      seen.filter(({ entry }) => entry.path.endsWith('7')).map(({ content }) => content),
      [7, 17, 27, 37, 47].map((index) => Buffer.alloc(index * 100, index)),
    );
    assert.equal(seen.length, 50);
  });

  describe('with GNU tar', () => {
    const directory = new TemporaryDirectory();
    after(() => directory.remove());

    before(function () {
      if (spawnSync('tar', ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU') !== true) {
        skip(this, 'there is no GNU tar here');
      }
      const deep = 'n'.repeat(90);
      fs.mkdirSync(directory.file(`tree/${deep}/${deep}`), { recursive: true });
      fs.writeFileSync(directory.file(`tree/${deep}/${deep}/file`), 'deep');
      fs.writeFileSync(directory.file('tree/hard'), 'shared');
      fs.linkSync(directory.file('tree/hard'), directory.file('tree/hard2'));
      fs.symlinkSync('hard', directory.file('tree/soft'));
      const handle = fs.openSync(directory.file('tree/sparse'), 'w');
      for (let i = 0; i < 40; i++) {
        fs.writeSync(handle, `data ${i}`, i * 1024 * 1024);
      }
      fs.ftruncateSync(handle, 50 * 1024 * 1024);
      fs.closeSync(handle);
    });

    for (const args of [['--format=gnu'], ['--format=pax'], ['--format=gnu', '-S'], ['--format=pax', '-S', '--sparse-version=0.0'], ['--format=pax', '-S', '--sparse-version=0.1'], ['--format=pax', '-S', '--sparse-version=1.0']]) {
      it(`reads ${args.join(' ')}`, () => {
        const file = directory.file('archive.tar');
        execFileSync('tar', [...args, '-cf', file, '-C', directory.file('tree'), '.']);
        const seen = new Map(scan(fs.readFileSync(file)).map((item) => [cleanPath(item.entry.path), item]));
        const deep = 'n'.repeat(90);
        assert.equal(seen.get(`${deep}/${deep}/file`)?.content.toString(), 'deep');
        assert.equal(seen.get('soft')?.entry.linkPath, 'hard');
        const links = [seen.get('hard')?.entry, seen.get('hard2')?.entry];
        assert.deepEqual(links.map((entry) => entry?.type).sort(), ['file', 'link']);
        const sparse = seen.get('sparse');
        assert.ok(sparse !== undefined, [...seen.keys()].join());
        const isSparse = args.includes('-S');
        assert.equal(sparse.entry.sparse !== undefined, isSparse);
        const content = sparse.entry.sparse === undefined ? sparse.content : expandSparse(sparse.content, sparse.entry.sparse, 1000);
        assert.ok(content.equals(fs.readFileSync(directory.file('tree/sparse'))));
        assert.ok(!isSparse || sparse.entry.size < 1024 * 1024);
      });
    }
  });
});

describe('sparse files', () => {
  it('that do not fit their map are refused', () => {
    const map = { realSize: 10, inBody: false };
    assert.equal(expandSparse(Buffer.from('ab'), { ...map, segments: [{ offset: 4, length: 2 }] }, 10).toString(), '\0\0\0\0ab\0\0\0\0');
    assert.throws(() => expandSparse(Buffer.from('ab'), { ...map, segments: [{ offset: 9, length: 2 }] }, 10), DamagedError);
    assert.throws(() => expandSparse(Buffer.from('a'), { ...map, segments: [{ offset: 0, length: 2 }] }, 10), DamagedError);
    assert.throws(() => expandSparse(Buffer.from('99\n'), { ...map, inBody: true, segments: [] }, 10), DamagedError);
    assert.throws(() => expandSparse(Buffer.from('1\n0\n'), { ...map, inBody: true, segments: [] }, 10), DamagedError);
    assert.throws(() => expandSparse(Buffer.alloc(0), { ...map, inBody: true, segments: [] }, 10), DamagedError);
  });
});

describe('paths in layers', () => {
  it('are cleaned, and cannot leave the root', () => {
    const cases: Record<string, string | undefined> = {
      './etc/passwd': 'etc/passwd',
      '/etc/passwd': 'etc/passwd',
      'a//b/./c/': 'a/b/c',
      'a/../b': 'b',
      './': '',
      '/': '',
      '..': undefined,
      '../etc/passwd': undefined,
      'a/../../b': undefined,
      '/../x': undefined,
      '...': '...',
      'a/..b/c..': 'a/..b/c..',
      '.hidden': '.hidden',
      'a.': 'a.',
    };
    for (const [path, expected] of Object.entries(cases)) {
      assert.equal(cleanPath(path), expected, path);
    }
  });

  it('are marks only by the beginning of their last part', () => {
    assert.deepEqual(parseMark('app/.wh.old'), { kind: 'whiteout', path: 'app/old' });
    assert.deepEqual(parseMark('.wh.old'), { kind: 'whiteout', path: 'old' });
    assert.deepEqual(parseMark('app/.wh..hidden'), { kind: 'whiteout', path: 'app/.hidden' });
    assert.deepEqual(parseMark('app/.wh..wh..opq'), { kind: 'opaque', path: 'app' });
    assert.deepEqual(parseMark('.wh..wh..opq'), { kind: 'opaque', path: '' });
    for (const ignored of ['.wh..wh.aufs', '.wh..wh.plnk', 'a/.wh.', 'a/.wh..', 'a/.wh...']) {
      assert.deepEqual(parseMark(ignored), { kind: 'ignored' }, ignored);
    }
    for (const path of ['app/node_modules/whatwg-url/package.json', 'usr/lib/python3/dist-packages/wheel-0.38.dist-info/METADATA', 'a/x.wh.b', '.wh.dir/file', 'wh.a']) {
      assert.equal(parseMark(path), undefined, path);
    }
  });

  it('of symlinks count where a directory with packages may have been', () => {
    for (const path of ['app', 'lib', 'opt/app/current', 'app/node_modules/left-pad', 'usr/lib/node_modules/npm', 'usr/lib/python3/dist-packages/six', 'usr/local/lib/x', 'var/lib/dpkg']) {
      assert.ok(mayHidePackages(path), path);
    }
    for (const path of ['usr/lib/x86_64-linux-gnu/libc.so.6', 'etc/alternatives/awk', 'lib64/ld.so', 'usr/share/doc/x']) {
      assert.ok(!mayHidePackages(path), path);
    }
  });
});
