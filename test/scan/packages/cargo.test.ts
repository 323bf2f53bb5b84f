import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { cargo } from '../../../server/src/scan/packages/cargo';
import { elf } from '../../helpers/programs';
import { catalogueRanges } from './support';

const list = {
  packages: [
    { name: 'shop', version: '0.1.0', source: 'local', root: true, dependencies: [1] },
    { name: 'smallvec', version: '1.6.0', source: 'crates.io' },
    { name: 'cc', version: '1.0.0', source: 'crates.io', kind: 'build' },
  ],
};
const section = (value: unknown): Buffer => deflateSync(Buffer.from(JSON.stringify(value)));
const program = (bytes: Buffer, more: Parameters<typeof elf>[0] = {}): Buffer => elf({ sections: [{ name: '.text', bytes: Buffer.alloc(64) }, { name: '.dep-v0', bytes }], ...more });
const read = (bytes: Buffer) => catalogueRanges('usr/bin/shop', bytes, [cargo]);

describe('cargo-auditable cataloguer', () => {
  it('reads the crates that are in the program, and not those that built it', () => {
    for (const word of [4, 8] as const) {
      for (const bigEndian of [false, true]) {
        const { packages, problems } = read(program(section(list), { word, bigEndian }));
        assert.deepEqual(packages, [{ type: 'cargo', name: 'shop', version: '0.1.0', path: 'usr/bin/shop' }, { type: 'cargo', name: 'smallvec', version: '1.6.0', path: 'usr/bin/shop' }]);
        assert.deepEqual(problems, []);
      }
    }
  });

  it('finds the section wherever the names of sections lie', () => {
    assert.equal(read(program(section(list), { gap: 100_000 })).packages.length, 2);
  });

  it('finds nothing in other programs', () => {
    for (const bytes of [elf({ sections: [{ name: '.dep-v01', bytes: section(list) }] }), elf({})]) {
      const { packages, problems } = read(bytes);
      assert.deepEqual([packages, problems], [[], []]);
    }
  });

  it('names a list that is damaged, grows without end, or is none', () => {
    for (const bytes of [Buffer.from('nonsense'), deflateSync(Buffer.alloc(20 * 1024 * 1024)), deflateSync(Buffer.from('{"packages":')), section([]), section(null)]) {
      const { packages, problems } = read(program(bytes));
      assert.deepEqual(packages, []);
      assert.match(problems[0]?.message ?? '', /the list of crates in it/);
    }
    assert.deepEqual(read(program(section({ packages: [null, 1, {}, { name: 'a' }, { name: 1, version: 2 }] }))).packages, []);
  });

  it('survives headers that lie', () => {
    const whole = program(section(list));
    for (let at = 0; at < 64; at += 1) {
      for (const value of [0, 0xff]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        assert.ok(read(bytes).ranges.every(([start, end]) => end - start < 300 * 1024 * 1024));
      }
    }
    for (let length = 16; length < whole.length; length += 111) read(whole.subarray(0, length));
  });
});
