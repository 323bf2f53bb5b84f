import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { importAdvisories } from '../../server/src/scan/advisories';
import { LayerCache } from '../../server/src/scan/cache';
import { noObservations } from '../../server/src/scan/checks/observer';
import { isScanError } from '../../server/src/scan/errors';
import { defaultLimits } from '../../server/src/scan/limits';
import { thinned } from '../../server/src/scan/progress';
import { scanImage, type ScanSettings } from '../../server/src/scan/scan';
import type { LayerInventory, Progress, ScanReport, ScanRequest } from '../../server/src/scan/types';
import { runScan } from '../../server/src/scan/worker-client';
import { FakeEngine } from '../helpers/fake-engine';
import { buildImage, dockerSaveLegacy, dockerSaveOci, dpkgStatus, npmPackage, ociLayout, osRelease, tarHeader, TemporaryDirectory, type ImageSpec } from '../helpers/image-builder';

const dockerfileText = 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\nCOPY app /app\nCMD ["node"]\n';

const spec: ImageSpec = {
  layers: [
    { entries: [osRelease('debian', '12', 'bookworm'), dpkgStatus('libssl3 3.0.9-1', 'bash 5.2.15-2')], compression: 'gzip' },
    { entries: [dpkgStatus('libssl3 3.0.11-1', 'bash 5.2.15-2', 'curl 7.88.1-10')], compression: 'gzip' },
    { entries: [npmPackage('app', 'left-pad', '1.3.0')], compression: 'zstd' },
  ],
  history: [
    { created_by: '/bin/sh -c #(nop) ADD file:1 in / ' },
    { created_by: '/bin/sh -c #(nop)  CMD ["bash"]', empty_layer: true },
    { created_by: 'RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit', comment: 'buildkit.dockerfile.v0' },
    { created_by: 'COPY app /app # buildkit', comment: 'buildkit.dockerfile.v0' },
    { created_by: 'CMD ["node"]', empty_layer: true, comment: 'buildkit.dockerfile.v0' },
  ],
  tags: ['shop:1'],
};
const image = buildImage(spec);

const records = [
  { id: 'DSA-1', modified: '2026-01-01T00:00:00Z', aliases: ['CVE-2026-1'], summary: 'openssl', affected: [{ package: { ecosystem: 'Debian:12', name: 'libssl3' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3.0.12-1' }] }] }] },
  { id: 'DSA-2', modified: '2026-01-01T00:00:00Z', aliases: ['CVE-2026-2'], affected: [{ package: { ecosystem: 'Debian:12', name: 'curl' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '7.88.1-11' }] }] }] },
  { id: 'DSA-3', modified: '2026-01-01T00:00:00Z', aliases: ['CVE-2026-3'], affected: [{ package: { ecosystem: 'Debian:12', name: 'bash' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '5.2.15-1' }] }] }] },
  { id: 'DSA-4', modified: '2026-01-01T00:00:00Z', aliases: ['CVE-2026-4'], affected: [{ package: { ecosystem: 'Debian:12', name: 'bash' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '5.2.15-3' }] }] }] },
];

describe('scan', () => {
  const directory = new TemporaryDirectory();
  const advisories = directory.file('advisories');
  let worker: string;
  let count = 0;

  before(async function () {
    this.timeout(60_000);
    await importAdvisories([directory.write('records.ndjson', records.map((record) => JSON.stringify(record)).join('\n'))], advisories);
    worker = directory.file('worker.js');
    const entry = path.resolve(import.meta.dirname, '../../server/src/main-worker.ts');
    await esbuild.build({ entryPoints: [entry], outfile: worker, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], logLevel: 'error' });
  });

  after(() => directory.remove());

  function request(name: string, more: Partial<ScanRequest> = {}): ScanRequest {
    return { image: name, advisories, cache: directory.file(`cache-${count++}`), offline: true, today: '2026-11-24', dockerfile: { uri: 'file:///Dockerfile', text: dockerfileText }, ...more };
  }

  const scan = (asked: ScanRequest, settings?: ScanSettings, signal?: AbortSignal) => scanImage(asked, () => undefined, signal, settings);
  const save = (files = dockerSaveLegacy(image), compression: 'none' | 'gzip' = 'none') => directory.write(`archive-${count++}.tar`, files, compression);
  const essence = (report: ScanReport) => ({ ...report, image: { ...report.image, name: '' } });

  it('puts every vulnerability on the layer and the line that brought the package in', async () => {
    const report = await scan(request(save()));
    assert.equal(report.version, 1);
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.image.os, { id: 'debian', versionId: '12', prettyName: 'debian 12', codename: 'bookworm' });
    assert.deepEqual([report.image.name, report.image.digest, report.image.architecture], ['shop:1', image.digest, 'amd64']);
    assert.deepEqual(
      report.image.layers.map(({ diffId, createdBy, instruction }) => [diffId, createdBy, instruction?.text]),
      [
        [image.diffIds[0], '/bin/sh -c #(nop) ADD file:1 in / ', 'FROM debian:12'],
        [image.diffIds[1], 'RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit', 'RUN apt-get update && apt-get install -y curl'],
        [image.diffIds[2], 'COPY app /app # buildkit', 'COPY app /app'],
      ],
    );
    assert.deepEqual(
      report.packages.map(({ purl, layer }) => [purl, image.diffIds.indexOf(layer)]).sort(),
      [
        ['pkg:deb/debian/bash@5.2.15-2?arch=amd64&distro=debian-12', 0],
        ['pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12', 1],
        ['pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12', 1],
        ['pkg:npm/left-pad@1.3.0', 2],
      ],
    );
    const found = report.vulnerabilities.map((item) => [item.aliases.concat(item.id).find((id) => id.startsWith('CVE')), item.package, item.version, item.fixedVersion, image.diffIds.indexOf(item.layer), item.instruction?.range.start.line, item.confidence, item.replaced?.version]);
    assert.deepEqual(found.sort(), [
      ['CVE-2026-1', 'libssl3', '3.0.11-1', '3.0.12-1', 1, 1, 'aligned', '3.0.9-1'],
      ['CVE-2026-2', 'curl', '7.88.1-10', '7.88.1-11', 1, 1, 'aligned', undefined],
      ['CVE-2026-4', 'bash', '5.2.15-2', '5.2.15-3', 0, 0, 'base', undefined],
    ]);
    assert.equal(report.vulnerabilities.find(({ package: name }) => name === 'libssl3')?.replaced?.layer, image.diffIds[0]);
    assert.deepEqual(report.notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]), [['npm', 1]]);
  });

  it('gives the same report whatever the source is, cold and cached', async () => {
    const engine = new FakeEngine({ images: { 'shop:1': image } });
    const engineHost = await engine.listen(directory.file('engine.sock'));
    try {
      const expected = essence(await scan(request(save())));
      const requests = [
        request(save(dockerSaveLegacy(image), 'gzip')),
        request(save(dockerSaveOci(image))),
        request(save(ociLayout(image))),
        request(directory.writeLayout('layout', ociLayout(image))),
        request('shop:1', { engineHost }),
      ];
      for (const asked of requests) {
        assert.deepEqual(essence(await scan(asked)), expected, asked.image);
        assert.deepEqual(essence(await scan(asked)), expected, `${asked.image}, cached`);
      }
    } finally {
      await engine.close();
    }
  });

  it('reads a real rpm database out of an image, and leaves to the distribution what its packages own', async () => {
    const read = (name: string) => gunzipSync(fs.readFileSync(path.resolve(import.meta.dirname, `../fixtures/rpm/${name}.gz`)));
    const rpmImage = buildImage({
      layers: [
        { entries: [osRelease('almalinux', '9.4'), { path: 'usr/lib/sysimage/rpm/rpmdb.sqlite', content: read('rpmdb.sqlite') }, { path: 'usr/lib/python3.9/site-packages/six-1.16.0.dist-info/METADATA', content: 'Name: six\nVersion: 1.16.0\n' }] },
        { entries: [{ path: 'opt/site-packages/six-1.16.0.dist-info/METADATA', content: 'Name: six\nVersion: 1.16.0\n' }] },
      ],
    });
    const target = directory.file('rpm-advisories');
    const affects = (ecosystem: string, name: string, fixed: string) => ({ id: `ALSA-${name}`, upstream: ['CVE-2026-0009'], affected: [{ package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] }] });
    await importAdvisories([directory.write('rpm.ndjson', [affects('AlmaLinux:9', 'openssl-libs', '1:3.0.7-28.el9'), affects('PyPI', 'six', '2')].map((record) => JSON.stringify(record)).join('\n'))], target);
    const report = await scan({ ...request(save(dockerSaveOci(rpmImage))), advisories: target });
    assert.deepEqual(report.vulnerabilities.map((item) => `${item.id} ${item.purl} @${rpmImage.diffIds.indexOf(item.layer)}`).sort(), ['CVE-2026-0009 pkg:pypi/six@1.16.0 @1', 'CVE-2026-0009 pkg:rpm/almalinux/openssl-libs@3.0.7-27.el9?arch=x86_64&distro=almalinux-9.4&epoch=1 @0']);
    assert.equal(report.packages.length, 31);
    assert.deepEqual(report.notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]), [['rpm packages of EPEL', 1]]);
    assert.deepEqual(report.problems, []);
  });

  it('works without a Dockerfile and without advisories, and says what is not covered', async () => {
    const report = await scan({ ...request(save()), dockerfile: undefined, advisories: directory.file('no-advisories') });
    assert.equal(report.packages.length, 4);
    assert.deepEqual(report.vulnerabilities, []);
    assert.deepEqual(report.notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]).sort(), [['Debian:12', 3], ['npm', 1]]);
    assert.ok(report.image.layers.every(({ instruction }) => instruction === undefined));
  });

  it('reports a broken layer and goes on with the others', async () => {
    const broken = buildImage({ ...spec, layers: spec.layers.map((layer, index) => (index === 1 ? { ...layer, blob: Buffer.from([0x1f, 0x8b, 8, 0]) } : layer)) });
    const report = await scan(request(save(dockerSaveLegacy(broken))));
    assert.deepEqual(report.problems.map(({ where }) => where), [image.diffIds[1]]);
    assert.match(report.problems[0]?.message ?? '', /gzip stream ends too early/);
    assert.deepEqual(report.packages.map(({ name }) => name).sort(), ['bash', 'left-pad', 'libssl3']);
  });

  it('reports the problems of a layer that is listed twice once', async () => {
    const twice = buildImage({ layers: [{ entries: [{ path: '../x' }] }, { entries: [{ path: '../x' }] }] });
    assert.equal((await scan(request(save(dockerSaveLegacy(twice))))).problems.length, 1);
  });

  it('gives up after its time, and says so', async () => {
    const slow: ScanSettings = { limits: { ...defaultLimits, scan: 1 } };
    const large = buildImage({ layers: [{ entries: [{ path: 'noise', content: randomBytes(5_000_000) }] }] });
    await assert.rejects(scan(request(save(dockerSaveLegacy(large), 'gzip')), slow), (error: unknown) => isScanError(error) && /was given up after/.test(error.message));
  });

  it('is cancelled before it begins, and while it runs', async () => {
    await assert.rejects(scan(request(save()), undefined, AbortSignal.abort()), { name: 'AbortError' });
    const controller = new AbortController();
    const progress = ({ phase }: Progress) => phase === 'advisories' && controller.abort();
    await assert.rejects(scanImage(request(save()), progress, controller.signal), { name: 'AbortError' });
  });

  describe('in a thread', () => {
    it('gives the same report and tells its progress', async () => {
      const file = save();
      const phases: string[] = [];
      const report = await runScan(request(file), { worker, onProgress: ({ phase }) => phases.push(phase) });
      assert.deepEqual(report, await runScan(request(file), {}));
      assert.deepEqual([...new Set(phases)], ['open', 'layer', 'advisories', 'report']);
    });

    it('gives the words and the remedy of a failure', async () => {
      await assert.rejects(runScan(request('./missing.tar'), { worker }), (error: unknown) => {
        assert.ok(isScanError(error));
        assert.deepEqual([error.message, /docker save/.test(error.remedy ?? '')], ['There is no file or directory ./missing.tar.', true]);
        return true;
      });
    });

    it('ends when it is cancelled while it waits for an engine that says nothing', async () => {
      const engine = new FakeEngine({ intercept: () => true });
      const engineHost = await engine.listen(directory.file('silent.sock'));
      try {
        const controller = new AbortController();
        const running = runScan(request('shop:1', { engineHost }), { worker, signal: controller.signal });
        while (engine.requests.length === 0) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        controller.abort();
        await assert.rejects(running, { name: 'AbortError' });
      } finally {
        await engine.close();
      }
      await assert.rejects(runScan(request('shop:1'), { worker, signal: AbortSignal.abort() }), { name: 'AbortError' });
    });

    it('ends when it is cancelled in the middle of unpacking', async () => {
      // 10 GB of zeros out of 10 MB.
      const zeros = gzipSync(Buffer.alloc(10_000_000));
      const blob = Buffer.concat([gzipSync(tarHeader({ path: 'zeros', size: 10_000_000_000, base256: true })), ...Array.from({ length: 1000 }, () => zeros)]);
      const file = save(dockerSaveLegacy(buildImage({ layers: [{ blob }] })));
      const controller = new AbortController();
      // The thread reports nothing while it unpacks the first part; by then it is in the middle of it.
      const onProgress = ({ phase }: Progress) => phase === 'layer' && setTimeout(() => controller.abort(), 100);
      await assert.rejects(runScan(request(file), { worker, signal: controller.signal, onProgress }), { name: 'AbortError' });
    });

    it('reports a thread that ends without a word', async () => {
      const silent = directory.write('silent.js', 'process.exit(3);');
      await assert.rejects(runScan(request('x'), { worker: silent }), /ended with status 3 and no result/);
      const throwing = directory.write('throwing.js', 'throw new Error("broken");');
      await assert.rejects(runScan(request('x'), { worker: throwing }), /^Error: broken$/);
      await assert.rejects(runScan(request('x'), { worker: directory.file('absent.js') }), /Cannot find module/);
    });

    it('ends a thread that takes too much memory, and nothing else', async () => {
      const greedy = directory.write('greedy.js', 'const all = []; for (;;) all.push(new Array(1e5).fill({}));');
      await assert.rejects(runScan(request('x'), { worker: greedy, heapMegabytes: 32 }), (error: unknown) => isScanError(error) && /needs more than 32 MB of memory/.test(error.message));
    });
  });

  it('thins progress out by time, but shows every new message', () => {
    const seen: string[] = [];
    let time = 1000;
    const report = thinned(({ phase, message, fraction }) => seen.push(`${phase} ${message} ${fraction}`), () => time);
    const layer = (message: string, fraction: number) => report({ phase: 'layer', message, fraction });
    layer('a', 0);
    layer('a', 0.1);
    time += 99;
    layer('a', 0.2);
    time += 1;
    layer('a', 0.3);
    layer('b', 0.4);
    report({ phase: 'report', message: 'b' });
    assert.deepEqual(seen, ['layer a 0', 'layer a 0.3', 'layer b 0.4', 'report b undefined']);
  });
});

describe('layer cache', () => {
  const directory = new TemporaryDirectory();
  after(() => directory.remove());
  const layer = (diffId: string, filler = ''): LayerInventory => ({ diffId, size: 1, catalogued: [], replaced: [], whiteouts: [], opaques: [], osOwned: [], observed: noObservations, problems: [{ where: diffId, message: filler }] });
  const cataloguer = { name: 'a', version: 1 };

  it('knows a layer by its diff id and the cataloguers that read it', async () => {
    const file = directory.file('keys');
    await new LayerCache(file, [cataloguer]).putLayer(layer('sha256:1'));
    assert.deepEqual(new LayerCache(file, [cataloguer]).layer('sha256:1'), layer('sha256:1'));
    assert.equal(new LayerCache(file, [cataloguer]).layer('sha256:2'), undefined);
    assert.equal(new LayerCache(file, [{ name: 'a', version: 2 }]).layer('sha256:1'), undefined);
    assert.equal(new LayerCache(file, [cataloguer, { name: 'b', version: 1 }]).layer('sha256:1'), undefined);
    assert.equal(new LayerCache(file, [cataloguer]).layer('../../etc/passwd'), undefined);
  });

  it('keeps the latest used within its size, and files of others alone', async () => {
    const file = directory.file('trim');
    const cache = new LayerCache(file, [cataloguer], 25_000);
    for (let i = 0; i < 4; i++) {
      await cache.putLayer(layer(`sha256:${i}`, 'x'.repeat(10_000)));
      const [newest] = fs.readdirSync(file).map((name) => path.join(file, name)).sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
      // The first one is used again, long after it was written; all others are older than the next.
      fs.utimesSync(newest as string, new Date(2026, 0, 1 + i), new Date(2026, 0, 1 + i));
    }
    assert.notEqual(cache.layer('sha256:0'), undefined);
    fs.writeFileSync(path.join(file, 'notes.txt'), 'x'.repeat(100_000));
    const abandoned = path.join(file, `layer-${'0'.repeat(40)}-abc.json.0123.tmp`);
    fs.writeFileSync(abandoned, 'x');
    fs.utimesSync(abandoned, new Date(2026, 0, 1), new Date(2026, 0, 1));
    await cache.trim();
    assert.deepEqual([0, 1, 2, 3].map((i) => cache.layer(`sha256:${i}`) !== undefined), [true, false, false, true]);
    assert.ok(fs.existsSync(path.join(file, 'notes.txt')));
    assert.ok(!fs.existsSync(abandoned));
  });

  it('may be written by many at once', async () => {
    const file = directory.file('many');
    const caches = Array.from({ length: 8 }, () => new LayerCache(file, [cataloguer]));
    await Promise.all(caches.map((cache) => cache.putLayer(layer('sha256:1', 'y'.repeat(100_000)))));
    assert.equal(fs.readdirSync(file).length, 1);
    assert.notEqual(caches[0]?.layer('sha256:1'), undefined);
  });
});
