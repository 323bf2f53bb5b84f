import assert from 'node:assert/strict';
import { scanLayer, type ScannedLayer } from '../../server/src/scan/layers/layer';
import type { LayerReading } from '../../server/src/scan/layers/inventory';
import type { Sink } from '../../server/src/scan/layers/sink';
import { defaultLimits, type Limits } from '../../server/src/scan/limits';
import type { Cataloguer } from '../../server/src/scan/packages/cataloguer';
import type { RangeCataloguer } from '../../server/src/scan/packages/range-cataloguer';
import { tar, type TarSpec } from '../helpers/image-builder';

/** Reads files that begin with `BOX`: ranges `start-end` stand in the first 40 bytes, divided by blanks; their bytes are the names of packages. */
const toy: RangeCataloguer = {
  name: 'toy',
  version: 1,
  wants: (path, mode) => path.startsWith('box/') && mode !== 0,
  accepts: (head) => head.toString('latin1', 0, 3) === 'BOX',
  *read(path, _size, found) {
    const head = yield { start: 0, end: 40 };
    for (const range of head.toString('latin1').slice(4).trim().split(' ')) {
      const [start, end] = range.split('-').map(Number);
      const bytes = yield { start: start as number, end: end as number };
      if (bytes.toString() === 'bad') throw new Error('it is bad');
      found.packages.push({ type: 'generic', name: bytes.toString(), version: '1', path });
    }
  },
};

const list: Cataloguer = {
  name: 'list',
  version: 1,
  maxBytes: 1000,
  wants: (path) => path === 'list',
  catalogue: (_path, content, found) => void found.osOwned.push(...Buffer.from(content).toString().split('\n')),
};

/** Two thousand bytes: the ranges, and at every multiple of ten its number. */
function box(ranges: string, size = 2000): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 40; at + 10 <= size; at += 10) bytes.write(String(at), at, 'latin1');
  bytes.write(`BOX ${ranges}`.padEnd(40), 0, 'latin1');
  return bytes;
}

const small: Partial<Limits> = { heldFileBytes: 500 };

async function feed(sink: Sink, bytes: Buffer, chunk: number): Promise<void> {
  for (let at = 0; at < bytes.length; at += chunk) await sink.write(bytes.subarray(at, at + chunk));
  await sink.end();
}

/** Reads the layer as often as it asks; gives the number of readings too. */
async function scan(entries: readonly TarSpec[], limits: Partial<Limits> = {}, chunk = 700): Promise<ScannedLayer & { readonly readings: number }> {
  const reading: LayerReading = { cataloguers: [list], rangeCataloguers: [toy], limits: { ...defaultLimits, ...limits }, expansion: { bytes: 0 } };
  const bytes = tar(entries.map((entry) => ({ mode: 0o755, ...entry })));
  let scanning = scanLayer(reading);
  for (let readings = 1; ; readings += 1) {
    await feed(scanning.sink, bytes, chunk);
    const layer = scanning.result();
    if (layer.again === undefined) return { ...layer, readings };
    scanning = layer.again();
  }
}

const names = ({ inventory }: ScannedLayer): string[] => inventory.catalogued.flatMap(({ packages }) => packages.map(({ name }) => name));
const problems = ({ inventory }: ScannedLayer): string[] => inventory.problems.map(({ where, message }) => `${where}: ${message}`);

describe('reading files of a layer by ranges', () => {
  it('takes one reading where the ranges follow one another or the file is small, however the bytes come', async () => {
    for (const chunk of [1, 7, 512, 100_000]) {
      for (const limits of [small, {}]) {
        const layer = await scan([{ path: 'box/a', content: box('40-42 50-52') }], limits, chunk);
        assert.deepEqual([names(layer), problems(layer), layer.readings], [['40', '50'], [], 1]);
      }
    }
    assert.equal((await scan([{ path: 'box/a', content: box('50-52 40-42') }])).readings, 1);
  });

  it('reads the layer again for what has passed, and not for what lies in the last range', async () => {
    const again = await scan([{ path: 'box/a', content: box('1500-1504 40-42') }, { path: 'box/b', content: box('600-603') }], small);
    assert.deepEqual([names(again), problems(again), again.readings], [['1500', '40', '600'], [], 2]);
    const within = await scan([{ path: 'box/a', content: box('40-99 50-52') }], small);
    assert.deepEqual([names(within)[1], within.readings], ['50', 1]);
  });

  it('gives up what takes too many readings, and keeps what it has', async () => {
    const layer = await scan([{ path: 'box/a', content: box('1500-1504 80-82') }, { path: 'box/b', content: box('190-193 90-92 80-82 70-72 60-62') }], small, 1);
    assert.deepEqual(names(layer), ['1500', '80', '190', '90', '80', '70']);
    assert.equal(layer.readings, 4);
    assert.deepEqual(problems(layer), ['box/b: not read: its parts lie in an order that takes too many readings of the layer']);
  });

  it('hands a range over the end its beginning, and refuses one that is too large', async () => {
    assert.deepEqual(names(await scan([{ path: 'box/a', content: box('40-99', 50) }])).map((name) => name.replaceAll('\0', '')), ['40']);
    assert.deepEqual(problems(await scan([{ path: 'box/a', content: box('40-1999') }], small)), ['box/a: not read: it has a part of 1959 bytes, more than 500']);
  });

  it('names what a cataloguer throws', async () => {
    const content = box('40-43');
    content.write('bad', 40, 'latin1');
    assert.deepEqual(problems(await scan([{ path: 'box/a', content }])), ['box/a: not read: it is bad']);
  });

  it('notes files without packages as replaced, and lets the last entry of a path count', async () => {
    const layer = await scan([
      { path: 'box/a', content: 'text' }, { path: 'box/b', content: '' }, { path: 'other', content: box('40-42') },
      { path: 'box/c', content: box('40-42') }, { path: 'box/c', content: 'text' }, { path: 'box/d', content: 'text' }, { path: 'box/d', content: box('50-52') },
      { path: 'box/e', content: box('40-42') }, { path: 'box/e', type: '2', link: 'd' },
    ]);
    assert.deepEqual([names(layer), layer.inventory.replaced, problems(layer)], [['50'], ['box/a', 'box/b', 'box/c', 'box/e'], []]);
  });

  it('leaves a hard link to the file that it links to, and says so where that is none it would read', async () => {
    const layer = await scan([{ path: 'box/a', content: box('40-42') }, { path: 'box/b', type: '1', link: 'box/a' }, { path: 'box/c', type: '1', link: 'store/1' }]);
    assert.deepEqual([names(layer), problems(layer)], [['40'], ['box/c: not read: a hard link to store/1']]);
  });

  it('keeps of the files that an OS package owns those with packages', async () => {
    const layer = await scan([{ path: 'list', content: 'box/a\nbox/b\nbox/c' }, { path: 'box/a', content: box('40-42') }, { path: 'box/b', content: 'text' }]);
    assert.deepEqual(layer.inventory.osOwned, ['box/a']);
  });

  it('expands a small sparse file, and names a large one', async () => {
    const body = Buffer.concat([Buffer.from('2\n0\n40\n50\n2\n'.padEnd(512, '\0')), box('50-52').subarray(0, 40), Buffer.from('50')]);
    const sparse = (size: number): TarSpec => ({ path: 'x', content: body, pax: { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'box/a', 'GNU.sparse.realsize': String(size) } });
    assert.deepEqual(names(await scan([sparse(100)])), ['50']);
    assert.deepEqual(problems(await scan([sparse(1e9)])), ['box/a: not read: a sparse file of 1000000000 bytes, more than 16777216']);
    assert.equal(problems(await scan([sparse(10)])).length, 1);
  });

  it('stops at the limit of files', async () => {
    const layer = await scan(Array.from({ length: 5 }, (_, index) => ({ path: `box/${index}`, content: box('40-42') })), { cataloguedFiles: 2 });
    assert.equal(names(layer).length, 2);
    assert.deepEqual(problems(layer), ['box/2: not read, nor others after it: the layer has more than 2 programs and archives']);
  });
});
