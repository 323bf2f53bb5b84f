import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isProgram } from '../../../server/src/scan/packages/language-manifests';
import { golang } from '../../../server/src/scan/packages/golang';
import { elf, goBuildInfo, goBuildInfoByAddress } from '../../helpers/programs';
import { skip } from '../../helpers/skip';
import { catalogueRanges } from './support';

const modules = 'path\tgithub.com/acme/shop/cmd/shop\nmod\tgithub.com/acme/shop\tv1.2.3\th1:x=\ndep\tgolang.org/x/text\tv0.3.7\th1:y=\nbuild\t-compiler=gc\n';
const read = (bytes: Buffer) => catalogueRanges('usr/bin/shop', bytes, [golang]);
const names = (bytes: Buffer): string[] => read(bytes).packages.map(({ name, version }) => `${name} ${version}`);
const program = (goVersion: string, text = modules): Buffer => elf({ segments: [{ address: 0x400000, bytes: Buffer.alloc(100) }, { address: 0x500000, bytes: goBuildInfo(goVersion, text), writable: true }] });
const expected = ['stdlib 1.22.3', 'github.com/acme/shop v1.2.3', 'golang.org/x/text v0.3.7'];

describe('Go cataloguer', () => {
  it('reads the modules and the version of Go', () => {
    assert.deepEqual(read(program('go1.22.3')).packages[1], { type: 'golang', name: 'github.com/acme/shop', version: 'v1.2.3', path: 'usr/bin/shop' });
    assert.deepEqual(names(program('go1.22.3')), expected);
  });

  it('reads what Go wrote before 1.18, by address, in any byte order and word size', () => {
    for (const word of [4, 8] as const) {
      for (const bigEndian of [false, true]) {
        const bytes = goBuildInfoByAddress('go1.17.13', 'mod\ta\tv1.0.0\n', 0x500000, { word, bigEndian });
        assert.deepEqual(names(elf({ word, bigEndian, segments: [{ address: 0x500000, bytes, writable: true }] })), ['stdlib 1.17.13', 'a v1.0.0']);
      }
    }
  });

  it('finds it deep in the data, also across the parts that are read at once, and passes over a mark that is none', () => {
    for (const before of [2 * 1024 * 1024 - 16, 1024 * 1024, 1024 * 1024 - 16]) {
      const decoys = Buffer.alloc(before);
      decoys.write('\xff Go buildinf:', 24, 'latin1');
      decoys.write('\xff Go buildinf:\x08\x02', 64, 'latin1');
      const bytes = Buffer.concat([decoys, goBuildInfo('go1.22.3', modules + 'dep\tz\tv1.0.0\n'.repeat(20_000))]);
      assert.deepEqual(names(elf({ segments: [{ address: 0x500000, bytes, writable: true }] })).slice(0, 3), expected);
    }
  });

  it('takes what stands in for a module, and no version where that is a directory', () => {
    const text = 'mod\tshop\t(devel)\t\ndep\ta\tv1.0.0\n=>\tfork.example/a\tv1.0.1\th1:x=\ndep\tb\tv2.0.0+incompatible\n=>\t./b\t\t\ndep\tc\tv0.0.0-20230101000000-abcdefabcdef\n';
    assert.deepEqual(names(program('go1.22.3', text)), ['stdlib 1.22.3', 'shop (devel)', 'fork.example/a v1.0.1', 'b (devel)', 'c v0.0.0-20230101000000-abcdefabcdef']);
  });

  const versions: readonly (readonly [string, string])[] = [
    ['go1.20', '1.20.0'], ['go1.22.3', '1.22.3'], ['go1.21rc2', '1.21.0-rc.2'], ['go1.18beta1', '1.18.0-beta.1'], ['go1.22.3 X:boringcrypto', '1.22.3'], ['go1.19.13b4', '1.19.13'],
    ['go1.21.9 (Red Hat 1.21.9-1.el9_4)', '1.21.9'], ['go1.22.5-fips', '1.22.5'], ['devel go1.23-abcdef1234 Tue Jan 2', '(devel)'], ['go1.24-devel_abcdef1234', '1.24.0'], ['go1.24-abcdef1 Tue', '(devel)'],
  ];
  for (const [goVersion, version] of versions) it(`calls the library of ${goVersion} ${version}`, () => assert.deepEqual(names(program(goVersion, '')), [`stdlib ${version}`]));

  it('finds nothing in other programs, and in what is damaged or cut off at any place', () => {
    assert.deepEqual(read(elf({ segments: [{ address: 0, bytes: Buffer.alloc(9000), writable: true }] })).packages, []);
    assert.deepEqual(names(elf({ segments: [{ address: 0x500000, bytes: goBuildInfo('go1.22.3', modules) }] })), []);
    const whole = program('go1.22.3');
    for (let length = 0; length < whole.length; length += length < 300 || length > 8192 ? 1 : 97) read(whole.subarray(0, length));
    for (let at = 0; at < 200; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = 0xff;
      const { ranges } = read(bytes);
      assert.ok(ranges.every(([start, end]) => end - start <= 9 * 1024 * 1024), `${at}`);
    }
  });

  it('says so where old build information leads into nonsense', () => {
    const bytes = goBuildInfoByAddress('go1.17', 'mod\ta\tv1\n', 0x500000);
    bytes.fill(0xff, 72, 80);
    assert.match(read(elf({ segments: [{ address: 0x500000, bytes, writable: true }] })).problems[0]?.message ?? '', /damaged/);
  });

  it('agrees with "go version -m" on the programs of a Go distribution', function () {
    this.timeout(60_000);
    const directory = '/usr/local/go/bin';
    if (!existsSync(`${directory}/go`)) skip(this, 'there is no Go in /usr/local/go');
    for (const file of ['go', 'gofmt'].map((name) => `${directory}/${name}`)) {
      const output = execFileSync(`${directory}/go`, ['version', '-m', file], { encoding: 'utf8' });
      const version = /: go(\S+)/.exec(output)?.[1];
      const deps = [...output.matchAll(/^\t(?:mod|dep)\t(\S+)\t(\S+)/gm)].map(([, name, at]) => `${name} ${at}`);
      assert.deepEqual(catalogueRanges(file.slice(1), readFileSync(file), [golang]).packages.map(({ name, version: at }) => `${name} ${at}`), [`stdlib ${version}`, ...deps]);
    }
  });
});

describe('isProgram', () => {
  const cases: readonly (readonly [string, number, boolean])[] = [
    ['usr/bin/docker', 0o755, true], ['usr/bin/docker', 0o644, false], ['app/server-1.2.3', 0o755, true], ['app/server.exe', 0o755, true], ['usr/lib/x.so', 0o644, true], ['usr/lib/x.so.1.2', 0o644, true],
    ['usr/lib/x.so', 0, false], ['app/index.js', 0o755, false], ['app/README.md', 0o755, false], ['usr/share/doc/x/copyright', 0o755, false], ['usr/share/grafana/bin/grafana', 0o755, true],
  ];
  for (const [path, mode, is] of cases) it(`${path} of mode ${mode.toString(8)} ${is ? 'may be' : 'is no'} program`, () => assert.equal(isProgram(path, mode), is));
});
