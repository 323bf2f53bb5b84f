import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isNpmManifest, isPythonManifest } from '../../../server/src/scan/packages/language-manifests';
import { rpm } from '../../../server/src/scan/packages/rpm';
import type { Package } from '../../../server/src/scan/types';
import { randomFrom } from '../../helpers/random';
import { headerBlob, ndbOf, numbers, packageHeader, rpmDatabase, text, type RpmSpec } from '../../helpers/rpm';
import { catalogue, isWanted } from './support';

const path = 'var/lib/rpm/Packages.db';
const fixtures = join(import.meta.dirname, '../../fixtures/rpm');
const databases: readonly (readonly [string, string, string])[] = [
  ['SQLite', 'rpmdb.sqlite', 'usr/lib/sysimage/rpm/rpmdb.sqlite'],
  ['ndb', 'Packages.db', 'usr/lib/sysimage/rpm/Packages.db'],
  ['Berkeley DB', 'Packages', 'var/lib/rpm/Packages'],
  ['Berkeley DB of a machine with the high byte first', 'Packages.big-endian', 'var/lib/rpm/Packages'],
];
const fixture = (name: string): Buffer => gunzipSync(readFileSync(join(fixtures, `${name}.gz`)));

/** As `rpm -qa --qf` wrote query.txt. */
function queried({ name, version, architecture, sourceName, sourceVersion, licenses, vendor, moduleStream }: Package): string {
  const [, epoch = '0', rest] = /^(?:(\d+):)?(.*)$/.exec(version) as unknown as [string, string | undefined, string];
  const source = `${sourceName ?? name}-${(sourceVersion ?? version).replace(/^\d+:/, '')}.src.rpm`;
  return [name, epoch, rest, architecture, source, licenses?.[0] ?? '(none)', vendor ?? '(none)', moduleStream ?? '(none)'].join('|');
}

describe('rpm cataloguer', () => {
  describe('against rpm itself', () => {
    for (const [format, file, at] of databases) {
      it(`reads out of ${format} what rpm -qa says, and what files of languages the packages own`, () => {
        const expected = readFileSync(join(fixtures, 'query.txt'), 'utf8').trim().split('\n').filter((line) => !line.startsWith('gpg-pubkey|')).map((line) => line.replace(/\|(\w+:\w+):[\w:]+$/, '|$1'));
        const { packages, osOwned, problems } = catalogue(at, fixture(file));
        assert.deepEqual(packages.map(queried).sort(), expected.sort());
        assert.equal(expected.length, 29);
        const manifests = osOwned.filter((owned) => isNpmManifest(owned) || isPythonManifest(owned));
        assert.deepEqual(manifests.sort(), [
          'usr/lib/node_modules/npm/node_modules/semver/package.json',
          'usr/lib/node_modules/npm/package.json',
          'usr/lib/python3.9/site-packages/six-1.16.0.dist-info/METADATA',
        ]);
        assert.deepEqual(problems, []);
      });
    }
  });

  for (const directory of ['var/lib/rpm', 'usr/lib/sysimage/rpm', 'usr/share/rpm']) {
    for (const name of ['Packages', 'Packages.db', 'rpmdb.sqlite', 'rpmdb.sqlite-wal']) it(`wants ${directory}/${name}`, () => assert.equal(isWanted(`${directory}/${name}`), true));
  }
  for (const other of ['var/lib/rpm/Name', 'var/lib/rpm/Index.db', 'var/lib/rpm/rpmdb.sqlite-shm', 'srv/var/lib/rpm/Packages', 'usr/lib/sysimage/rpm/Packages/x']) {
    it(`does not want ${other}`, () => assert.equal(isWanted(other), false));
  }

  describe('reads of a package', () => {
    const only = (item: RpmSpec): Package | undefined => catalogue(path, rpmDatabase(item)).packages[0];

    it('the epoch before the version, unless it is zero', () => {
      assert.equal(only({ name: 'a', version: '1-2', epoch: 3 })?.version, '3:1-2');
      assert.equal(only({ name: 'a', version: '1-2', epoch: 0 })?.version, '1-2');
    });

    it('the source package where it differs, with the epoch of the package', () => {
      const libs = only({ name: 'openssl-libs', version: '3.0.7-27.el9', epoch: 1, sourceRpm: 'openssl-3.0.7-27.el9.src.rpm' });
      assert.deepEqual([libs?.sourceName, libs?.sourceVersion], ['openssl', undefined]);
      const other = only({ name: 'perl-Errno', version: '1.30-481.el9', sourceRpm: 'perl-5.32.1-481.el9.nosrc.rpm' });
      assert.deepEqual([other?.sourceName, other?.sourceVersion], ['perl', '5.32.1-481.el9']);
      for (const sourceRpm of ['(none)', 'x.src.rpm', '-1-2.src.rpm', 'a b-1-2.src.rpm']) assert.equal(only({ name: 'a', version: '1-2', sourceRpm })?.sourceName, undefined, sourceRpm);
    });

    it('the vendor, and module and stream without the build', () => {
      const item = only({ name: 'nodejs', version: '18.14.2-2', vendor: 'Red Hat, Inc.', modularityLabel: 'nodejs:18:8070020230306170042:bd1311ed' });
      assert.deepEqual([item?.vendor, item?.moduleStream], ['Red Hat, Inc.', 'nodejs:18']);
      for (const modularityLabel of ['nodejs', ':18:1', '']) assert.equal(only({ name: 'a', version: '1-2', modularityLabel })?.moduleStream, undefined, modularityLabel);
    });

    it('nothing where it is a key for verifying packages', () => {
      const found = catalogue(path, rpmDatabase('gpg-pubkey 3228467c-613798eb', 'a 1-1'));
      assert.deepEqual(found.packages.map(({ name }) => name), ['a']);
      assert.deepEqual(found.problems, []);
    });

    it('paths of its files by directory and name, and not those that no system can have', () => {
      const long = `/usr/lib/node_modules/${'x'.repeat(5000)}/package.json`;
      const files = ['/usr/lib/node_modules/a/package.json', '/usr/bin/a', '/usr/lib/node_modules/b/package.json', '/usr/lib/node_modules/a/index.js', long];
      assert.deepEqual(catalogue(path, rpmDatabase({ name: 'a', version: '1-1', files })).osOwned, ['usr/lib/node_modules/a/package.json', 'usr/bin/a', 'usr/lib/node_modules/b/package.json']);
    });
  });

  it('reads the manifest of Azure Linux images that have no rpm', () => {
    const lines = [
      'openssl\t1.1.1k-15.cm2\t1653816591\t1653753130\tMicrosoft Corporation\t(none)\t1330340\tx86_64\t0\topenssl-1.1.1k-15.cm2.src.rpm',
      'openssl-libs\t1.1.1k-15.cm2\t1653816591\t1653753130\tMicrosoft Corporation\t1\t4563218\tx86_64\t1\topenssl-1.1.1k-15.cm2.src.rpm',
      'gpg-pubkey\t3135ce90-5e6fda74\t1\t1\t(none)\t(none)\t0\t(none)\t0\t(none)',
      'broken',
    ];
    const { packages, problems } = catalogue('var/lib/rpmmanifest/container-manifest-2', `${lines.join('\n')}\n`);
    const common = { type: 'rpm', architecture: 'x86_64', path: 'var/lib/rpmmanifest/container-manifest-2', vendor: 'Microsoft Corporation' };
    assert.deepEqual(packages, [
      { ...common, name: 'openssl', version: '1.1.1k-15.cm2' },
      { ...common, name: 'openssl-libs', version: '1:1.1.1k-15.cm2', sourceName: 'openssl' },
    ]);
    assert.deepEqual(problems.map(({ message }) => message), ['1 lines of the manifest name no package with version and release and are left out.']);
  });

  describe('a write-ahead log', () => {
    /** Frames of 512 bytes, each with a salt and the size of the database where it commits. */
    const log = (...frames: readonly { readonly salt: number; readonly commit: number }[]): Buffer => {
      const head = Buffer.alloc(32);
      head.writeUInt32BE(0x377f0682, 0);
      head.writeUInt32BE(512, 8);
      head.writeUInt32BE(7, 16);
      const bodies = frames.map(({ salt, commit }) => {
        const frame = Buffer.alloc(24 + 512);
        frame.writeUInt32BE(commit, 4);
        frame.writeUInt32BE(salt, 8);
        return frame;
      });
      return Buffer.concat([head, ...bodies]);
    };
    const wal = 'usr/lib/sysimage/rpm/rpmdb.sqlite-wal';

    it('is named where it holds committed pages', () => {
      const { packages, problems } = catalogue(wal, log({ salt: 7, commit: 0 }, { salt: 7, commit: 20 }, { salt: 7, commit: 0 }));
      assert.deepEqual(packages, []);
      assert.equal(problems[0]?.where, wal);
      assert.match(problems[0]?.message ?? '', /write-ahead log \(2 pages\).*packages may be missing.*rpm --rebuilddb/);
    });

    it('is nothing where it is empty, not committed, of an earlier use, or no log', () => {
      const quiet = [Buffer.alloc(0), log(), log({ salt: 7, commit: 0 }), log({ salt: 6, commit: 20 }), Buffer.alloc(2000, 1), log({ salt: 7, commit: 20 }).subarray(0, 400)];
      for (const content of quiet) assert.deepEqual(catalogue(wal, content).problems, []);
    });
  });

  describe('of what is damaged', () => {
    it('says that it is no database, and nothing of an empty file', () => {
      assert.match(catalogue(path, 'no database').problems[0]?.message ?? '', /cannot be read: it is no database .* The packages in it are not known/);
      assert.deepEqual(catalogue(path, '').problems, []);
    });

    it('leaves out the records it cannot read, counts them and reads the others', () => {
      const bad = [
        headerBlob([text(1000, 'nameless')]),
        Buffer.alloc(4),
        Buffer.from('ffffffffffffffff', 'hex'),
        Buffer.from('0000000100000000', 'hex'),
        packageHeader({ name: 'a b', version: '1-1' }),
        headerBlob([numbers(1000, 1), text(1001, '1'), text(1002, '1')]),
      ];
      const { packages, problems } = catalogue(path, ndbOf([packageHeader('a 1-1'), ...bad, packageHeader('b 1-1')]));
      assert.deepEqual(packages.map(({ name }) => name), ['a', 'b']);
      assert.deepEqual(problems.map(({ message }) => message), ['The rpm database is damaged in 6 places, so that packages may be missing: a package has no name, no version or no release.']);
    });

    it('does not believe counts, offsets and texts that lead out of a header', () => {
      const files = { name: 'a', version: '1-1', files: ['/usr/lib/node_modules/a/package.json', '/usr/bin/a'] };
      const damage = (change: (header: Buffer, entry: (tag: number) => number) => void): Buffer => {
        const header = packageHeader(files);
        const entry = (tag: number): number => {
          let at = 8;
          while (header.readUInt32BE(at) !== tag) at += 16;
          return at;
        };
        change(header, entry);
        return ndbOf([header, packageHeader('b 1-1')]);
      };
      for (const tag of [1116, 1117, 1118]) {
        for (const value of [0, 0x7fffffff, 0xffffffff]) {
          for (const field of [8, 12]) {
            const found = catalogue(path, damage((header, entry) => header.writeUInt32BE(value, entry(tag) + field)));
            assert.deepEqual(found.packages.map(({ name }) => name), ['a', 'b']);
            assert.ok(found.osOwned.length <= 2);
          }
        }
      }
      // The text of the last entry without its end.
      const cut = headerBlob([text(1001, '1'), text(1002, '1'), { tag: 1000, type: 6, data: Buffer.from('endless') }]);
      assert.deepEqual(catalogue(path, ndbOf([cut])).packages, []);
    });

    it('ends where blobs of ndb overlap', () => {
      const content = rpmDatabase(...Array.from({ length: 254 }, (_, index) => ({ name: `p${index}`, version: '1-1', files: Array.from({ length: 40 }, (__, file) => `/usr/share/f${file}`) })));
      for (let slot = 48; slot < 4096; slot += 16) {
        content.copy(content, slot + 4, 36, 44);
      }
      const { packages, problems } = catalogue(path, content);
      assert.ok(packages.length <= 254);
      assert.equal(packages.every(({ name }) => name === 'p0'), true);
      assert.deepEqual(problems, []);
      // Each slot leads to one blob that is as long as the file.
      const long = ndbOf([Buffer.alloc(100_000), ...Array.from({ length: 250 }, () => Buffer.alloc(8))]);
      for (let slot = 48; slot < 4096 - 64; slot += 16) long.copy(long, slot + 4, 36, 44);
      assert.match(catalogue(path, long).problems[0]?.message ?? '', /damaged in 25\d places/);
    });

    it('ends where pages of SQLite lead back to one another or out of the file', () => {
      const original = fixture('rpmdb.sqlite');
      const pageBytes = original.readUInt16BE(16);
      const interior: number[] = [];
      for (let page = pageBytes; page < original.length; page += pageBytes) if (original[page] === 5) interior.push(page);
      assert.ok(interior.length > 0);
      for (const target of [interior[0]! / pageBytes + 1, 1, 0, 0xffffffff]) {
        const content = Buffer.from(original);
        for (const page of interior) content.writeUInt32BE(target, page + 8);
        const { packages, problems } = catalogue('var/lib/rpm/rpmdb.sqlite', content);
        assert.ok(packages.length > 0 && packages.length <= 29);
        assert.match(problems[0]?.message ?? '', /^The rpm database is damaged in \d+ places?, so that packages may be missing: page \d+ is /);
      }
    });

    it('ends where the pages of a value of Berkeley DB lead back to one another', () => {
      const content = fixture('Packages');
      const pageBytes = content.readUInt32LE(20);
      for (let page = pageBytes; page < content.length; page += pageBytes) if (content[page + 25] === 7) content.writeUInt32LE(page / pageBytes, page + 16);
      const { problems } = catalogue('var/lib/rpm/Packages', content);
      assert.match(problems[0]?.message ?? '', /is used twice/);
    });

    it('says of headers of the files that they make no sense', () => {
      const change = (name: string, offset: number, bytes: readonly number[]): Buffer => {
        const content = fixture(name);
        content.set(bytes, offset);
        return content;
      };
      const cases: readonly (readonly [Buffer, RegExp])[] = [
        [change('rpmdb.sqlite', 16, [0, 3]), /page size of 3/],
        [change('rpmdb.sqlite', 20, [255]).fill(0, 4096), /no table Packages|is no part|is not in/],
        [change('Packages.db', 4, [1]), /version 1 of its format/],
        [change('Packages.db', 12, [255, 255, 255, 255]), /shorter than the list/],
        [change('Packages', 20, [0, 0, 0, 0]), /page size of 0/],
        [change('Packages', 24, [1]), /encrypted/],
        [fixture('rpmdb.sqlite').subarray(0, 4096), /cannot be read|damaged/],
      ];
      for (const [content, expected] of cases) {
        const { packages, problems } = catalogue(path, content);
        assert.deepEqual(packages, []);
        assert.match(problems[0]?.message ?? '', expected);
      }
    });

    it('names a database that is cut off, and reads what is there', () => {
      for (const [, name, at] of databases) {
        const content = fixture(name);
        const { packages, problems } = catalogue(at, content.subarray(0, Math.floor(content.length * 0.6)));
        assert.ok(packages.length < 29);
        assert.equal(problems.length, 1, name);
      }
    });

    it('gives up what is damaged in a thousand places', () => {
      const content = ndbOf([packageHeader('a 1-1'), ...Array.from({ length: 5000 }, () => Buffer.alloc(4))]);
      const { packages, problems } = catalogue(path, content);
      assert.deepEqual(packages.map(({ name }) => name), ['a']);
      assert.match(problems[0]?.message ?? '', /cannot be read to its end: 1000 of its records are damaged/);
    });

    it('reads only so many packages and files', function () {
      this.timeout(20_000);
      const many = catalogue(path, ndbOf(Array.from({ length: 100_010 }, () => packageHeader('a 1-1'))));
      assert.equal(many.packages.length, 100_000);
      assert.match(many.problems[0]?.message ?? '', /more than 100000 packages/);
      const names = Buffer.from('package.json\0'.repeat(100_000));
      const header = headerBlob([text(1000, 'a'), text(1001, '1'), text(1002, '1'), { tag: 1116, type: 4, data: Buffer.alloc(400_000), count: 100_000 }, { tag: 1117, type: 8, data: names, count: 100_000 }, text(1118, '/usr/lib/node_modules/x/')]);
      const owned = catalogue(path, ndbOf([header, header, header, packageHeader('b 1-1')]));
      assert.deepEqual([owned.osOwned.length, owned.packages.length], [200_001, 4]);
      assert.match(owned.problems[0]?.message ?? '', /lists of files are longer/);
    });

    it('survives any damage, and does not take long for it', function () {
      this.timeout(60_000);
      const random = randomFrom(20261201);
      for (const [, name, at] of databases) {
        const original = fixture(name);
        for (let round = 0; round < 60; round += 1) {
          const content = Buffer.from(original.subarray(0, random.below(3) === 0 ? random.below(original.length) : original.length));
          for (let change = random.below(30); change > 0 && content.length > 0; change -= 1) {
            // Half of them where the structure is: near the beginning of a page.
            const spot = random.below(2) === 0 ? random.below(content.length) : Math.min(content.length - 1, Math.floor(random.below(content.length) / 4096) * 4096 + random.below(64));
            content[spot] = [0, 255, random.below(256)][random.below(3)] as number;
          }
          const { packages, problems } = catalogue(at, content);
          assert.ok(packages.every((item) => item.name !== '' && item.version !== ''));
          assert.ok(packages.length <= 31 && problems.length <= 3);
        }
      }
    });
  });

  it('has a limit that holds the largest real databases', () => {
    assert.ok(rpm.maxBytes >= 100 * 1024 * 1024);
  });
});
