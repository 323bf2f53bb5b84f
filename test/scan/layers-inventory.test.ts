import assert from 'node:assert/strict';
import { noObservations } from '../../server/src/scan/checks/observer';
import { DamagedError } from '../../server/src/scan/errors';
import { scanLayer, type ScannedLayer } from '../../server/src/scan/layers/layer';
import type { LayerReading } from '../../server/src/scan/layers/inventory';
import { parseOsRelease } from '../../server/src/scan/layers/os-release';
import type { Sink } from '../../server/src/scan/layers/sink';
import { defaultLimits, type Limits } from '../../server/src/scan/limits';
import type { Cataloguer } from '../../server/src/scan/packages/cataloguer';
import { compress, opaque, osRelease, sha256, tar, whiteout, type TarSpec } from '../helpers/image-builder';

/** Finds a package in every file whose name ends in `.pkg`: the content is `name version`. */
const toy: Cataloguer = {
  name: 'toy',
  version: 1,
  maxBytes: 1000,
  wants: (path) => path.endsWith('.pkg'),
  catalogue: (path, content, found) => {
    const [name, version] = Buffer.from(content).toString().split(' ');
    if (name === undefined || version === undefined) {
      found.problems.push({ where: path, message: 'no name and version' });
    } else {
      found.packages.push({ type: 'generic', name, version, path });
      found.osOwned.push(path, `owned/${name}`);
    }
  },
};

function reading(limits: Partial<Limits> = {}): LayerReading {
  return { cataloguers: [toy], rangeCataloguers: [], limits: { ...defaultLimits, ...limits }, expansion: { bytes: 0 } };
}

async function feed(sink: Sink, bytes: Buffer, chunk = 5000): Promise<void> {
  for (let at = 0; at < bytes.length; at += chunk) {
    await sink.write(bytes.subarray(at, at + chunk));
  }
  await sink.end();
}

async function scan(entries: readonly TarSpec[], limits?: Partial<Limits>): Promise<ScannedLayer> {
  const layer = scanLayer(reading(limits));
  await feed(layer.sink, tar(entries));
  return layer.result();
}

const found = ({ inventory }: Pick<ScannedLayer, 'inventory'>) => inventory.catalogued.map(({ path, packages }) => [path, ...packages.map(({ name, version }) => `${name} ${version}`)].join(': '));
const problems = ({ inventory }: Pick<ScannedLayer, 'inventory'>) => inventory.problems.map(({ where, message }) => `${where}: ${message}`);

describe('layer inventory', () => {
  it('has what cataloguers found, the size and the diff id, whatever the compression is', async () => {
    const bytes = tar([{ path: './opt/a.pkg', content: 'alpha 1' }, { path: 'opt/readme', content: 'nothing' }]);
    for (const compression of ['none', 'gzip', 'zstd'] as const) {
      const layer = scanLayer(reading());
      await feed(layer.sink, compress(bytes, compression));
      assert.deepEqual(layer.result().inventory, {
        diffId: sha256(bytes),
        size: bytes.length,
        catalogued: [{ path: 'opt/a.pkg', cataloguer: 'toy', packages: [{ type: 'generic', name: 'alpha', version: '1', path: 'opt/a.pkg' }] }],
        replaced: [],
        whiteouts: [],
        opaques: [],
        osOwned: ['opt/a.pkg'],
        observed: noObservations,
        problems: [],
      });
    }
  });

  it('counts bytes after the end mark into the diff id, as engines do', async () => {
    const bytes = Buffer.concat([tar([{ path: 'a' }]), Buffer.alloc(9 * 1024)]);
    const layer = scanLayer(reading());
    await feed(layer.sink, bytes);
    const { inventory } = layer.result();
    assert.equal(inventory.diffId, sha256(bytes));
    assert.equal(inventory.size, bytes.length);
  });

  it('keeps whiteouts and opaque directories apart from what the same layer brings, in any order', async () => {
    const entries = [{ path: 'app/new.pkg', content: 'new 2' }, opaque('app'), whiteout('etc/old.pkg'), { path: 'etc/old.pkg', content: 'old 3' }];
    for (const order of [entries, [...entries].reverse()]) {
      const layer = await scan(order);
      assert.deepEqual(found(layer).sort(), ['app/new.pkg: new 2', 'etc/old.pkg: old 3']);
      assert.deepEqual(layer.inventory.whiteouts, ['etc/old.pkg']);
      assert.deepEqual(layer.inventory.opaques, ['app']);
    }
  });

  it('takes a symlink that may stand for a directory as hiding what lower layers have below it', async () => {
    const layer = await scan([{ path: 'app', type: '2', link: 'app-2' }, { path: 'usr/lib/libc.so', type: '2', link: 'libc.so.6' }]);
    assert.deepEqual(layer.inventory.opaques, ['app']);
  });

  it('notes down that a file with packages was replaced by something without', async () => {
    const layer = await scan([{ path: 'a.pkg', type: '2', link: 'b' }, { path: 'b.pkg/' }, { path: 'c.pkg', type: '6' }]);
    assert.deepEqual(found(layer), ['a.pkg', 'b.pkg', 'c.pkg']);
  });

  it('lets the last of several entries of one path count', async () => {
    const layer = await scan([
      { path: 'a.pkg', content: 'alpha 1' },
      { path: './a.pkg', content: 'alpha 2' },
      { path: 'b.pkg', content: 'beta 1' },
      { path: 'b.pkg', type: '2', link: 'a.pkg' },
      { path: 'c.pkg', type: '1', link: 'a.pkg' },
      { path: 'c.pkg', content: 'gamma 1' },
    ]);
    assert.deepEqual(found(layer), ['a.pkg: alpha 2', 'b.pkg', 'c.pkg: gamma 1']);
    assert.deepEqual(layer.inventory.osOwned, ['a.pkg', 'c.pkg']);
    assert.equal(layer.again, undefined);
  });

  it('reads the content behind hard links in a second reading', async () => {
    const bytes = tar([
      { path: 'store/1', content: 'alpha 1' },
      { path: 'x/a.pkg', type: '1', link: 'store/1' },
      { path: 'y/a.pkg', type: '1', link: './store/1' },
      { path: 'z/a.pkg', type: '1', link: 'not/there' },
      { path: 'self.pkg', type: '1', link: 'self.pkg' },
      { path: 'large', content: Buffer.alloc(2000) },
      { path: 'large.pkg', type: '1', link: 'large' },
    ]);
    const first = scanLayer(reading());
    await feed(first.sink, bytes);
    const once = first.result();
    assert.deepEqual(found(once), []);
    const second = once.again?.();
    assert.ok(second);
    await feed(second.sink, bytes);
    const joined = second.result();
    assert.equal(joined.again, undefined);
    assert.deepEqual(found(joined), ['x/a.pkg: alpha 1', 'y/a.pkg: alpha 1', 'large.pkg', 'z/a.pkg']);
    assert.deepEqual(problems(joined), [
      'self.pkg: not read: a hard link that leads nowhere',
      'large.pkg: not read: it has 2000 bytes, more than 1000',
      'z/a.pkg: not read: a hard link to not/there, which is no file of this layer',
    ]);
    assert.equal(joined.inventory.diffId, sha256(bytes));
  });

  it('expands sparse files before they are read', async () => {
    const body = Buffer.from('1\n2\n7\n'.padEnd(512, '\0') + 'alpha 1');
    const sparse = { path: 'x', content: body, pax: { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'a.pkg', 'GNU.sparse.realsize': '9' } };
    assert.deepEqual(found(await scan([sparse])), ['a.pkg: \0\0alpha 1']);
    const bad = { ...sparse, pax: { ...sparse.pax, 'GNU.sparse.realsize': '5' } };
    const layer = await scan([bad, { path: 'b.pkg', content: 'beta 1' }]);
    assert.deepEqual(found(layer), ['a.pkg', 'b.pkg: beta 1']);
    assert.deepEqual(problems(layer), ['a.pkg: the map of a sparse file does not fit its size']);
    const huge = { ...sparse, pax: { ...sparse.pax, 'GNU.sparse.realsize': String(2 ** 40) } };
    assert.deepEqual(problems(await scan([huge])), [`a.pkg: not read: it has ${2 ** 40} bytes, more than 1000`]);
  });

  it('leaves out what is too large, too deep, too long or outside, and says so', async () => {
    const layer = await scan(
      [
        { path: 'large.pkg', content: Buffer.alloc(1001) },
        { path: '../../etc/evil.pkg', content: 'evil 1' },
        { path: 'a/../../b.pkg', content: 'evil 2' },
        { path: `${'d/'.repeat(20)}deep.pkg`, content: 'deep 1' },
        { path: 'short', pax: { path: `${'l'.repeat(200)}.pkg` }, content: 'long 1' },
        { path: 'broken.pkg', content: 'nonsense' },
        { path: 'good.pkg', content: 'good 1' },
      ],
      { pathDepth: 10, pathBytes: 100 },
    );
    assert.deepEqual(found(layer), ['large.pkg', 'broken.pkg', 'good.pkg: good 1']);
    assert.deepEqual(problems(layer), [
      'large.pkg: not read: it has 1001 bytes, more than 1000',
      '../../etc/evil.pkg: left out: the path leads out of the image',
      'a/../../b.pkg: left out: the path leads out of the image',
      `${'d/'.repeat(20)}deep.pkg…: left out: the path is longer than 100 or deeper than 10`,
      `${'l'.repeat(200)}…: left out: the path is longer than 100 or deeper than 10`,
      'broken.pkg: no name and version',
    ]);
  });

  it('names a few of many problems and counts the others', async () => {
    const layer = await scan(Array.from({ length: 30 }, (_, index) => ({ path: `${index}.pkg`, content: 'x' })), { problems: 3 });
    assert.equal(layer.inventory.problems.length, 4);
    assert.match(problems(layer)[3] ?? '', /: 27 more problems in this layer$/);
  });

  it('stops counting files and whiteouts at their limits', async () => {
    const many = Array.from({ length: 5 }, (_, index) => ({ path: `${index}.pkg`, content: `p${index} 1` }));
    const layer = await scan(many, { cataloguedFiles: 3 });
    assert.equal(layer.inventory.catalogued.length, 3);
    assert.equal(layer.inventory.problems.length, 2);
    const links = await scan(Array.from({ length: 5 }, (_, index) => ({ path: `${index}.pkg`, type: '1', link: `t${index}` })), { cataloguedFiles: 3 });
    assert.deepEqual(problems(links), ['3.pkg', '4.pkg'].map((path) => `${path}: not read: the layer has more than 3 hard links to files with packages`));
    await assert.rejects(scan([whiteout('a'), whiteout('b'), whiteout('c')], { whiteouts: 2 }), (error) => error instanceof DamagedError && /hides more than 2 paths/.test(error.message));
  });

  it('reads the name of the distribution, /etc before /usr/lib', async () => {
    const usr = { path: 'usr/lib/os-release', content: 'ID=debian\nVERSION_ID="12"' };
    assert.equal((await scan([osRelease('alpine', '3.20.3'), usr])).inventory.osRelease?.id, 'alpine');
    assert.equal((await scan([usr, { path: 'etc/os-release', type: '2', link: '../usr/lib/os-release' }])).inventory.osRelease?.id, 'debian');
    assert.equal((await scan([{ path: 'etc/os-release', content: 'nothing' }])).inventory.osRelease, undefined);
    assert.deepEqual(problems(await scan([{ path: 'etc/os-release', content: Buffer.alloc(100_000) }])), ['etc/os-release: not read: it has 100000 bytes, more than 65536']);
  });

  it('goes through 200,000 entries', async () => {
    const entry = tar([{ path: 'usr/share/doc/package/file', content: 'x' }]).subarray(0, 1024);
    const bytes = Buffer.concat([...Array.from({ length: 200_000 }, () => entry), tar([{ path: 'z.pkg', content: 'zeta 1' }])]);
    const layer = scanLayer(reading());
    await feed(layer.sink, bytes, 1024 * 1024);
    assert.deepEqual(found(layer.result()), ['z.pkg: zeta 1']);
  });

  it('reads an empty layer', async () => {
    for (const bytes of [Buffer.alloc(1024), Buffer.alloc(0)]) {
      const layer = scanLayer(reading());
      await feed(layer.sink, bytes);
      const { inventory } = layer.result();
      assert.equal(inventory.diffId, sha256(bytes));
      assert.deepEqual(inventory.catalogued, []);
    }
  });
});

describe('os-release', () => {
  const parse = (text: string) => parseOsRelease(Buffer.from(text));

  it('is read with its quotes and comments', () => {
    assert.deepEqual(parse('# comment\r\nNAME="Debian GNU/Linux"\nPRETTY_NAME=\'Debian "12"\'\n ID=debian \nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n'), {
      id: 'debian',
      versionId: '12',
      prettyName: 'Debian "12"',
      codename: 'bookworm',
    });
  });

  it('may lack all but the ID', () => {
    assert.deepEqual(parse('ID=arch'), { id: 'arch', versionId: '', prettyName: 'arch' });
    assert.deepEqual(parse('NAME=Void\nID="void"\nPRETTY_NAME="a \\"b\\" \\$c"'), { id: 'void', versionId: '', prettyName: 'a "b" $c' });
    assert.equal(parse('NAME=x'), undefined);
    assert.equal(parse('ID='), undefined);
    assert.equal(parse('\0\xff'), undefined);
  });
});
