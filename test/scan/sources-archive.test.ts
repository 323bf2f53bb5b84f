import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { isScanError } from '../../server/src/scan/errors';
import { readImage } from '../../server/src/scan/sources/open';
import type { ReadImage } from '../../server/src/scan/sources/reading';
import {
  buildImage,
  dockerSaveLegacy,
  dockerSaveOci,
  dpkgStatus,
  npmPackage,
  ociLayout,
  osRelease,
  sha256,
  tar,
  TemporaryDirectory,
  whiteout,
  type ArchiveFiles,
  type ImageSpec,
} from '../helpers/image-builder';
import { packagesOf, problemsOf, readContext, type ContextOptions } from '../helpers/read-context';
import { randomFrom } from '../helpers/random';
import { skip } from '../helpers/skip';

const base = { entries: [osRelease('debian', '12', 'bookworm'), dpkgStatus('libc6 2.36-9', 'bash 5.2.15-2')], createdBy: 'ADD rootfs.tar /' };
const app = { entries: [npmPackage('app', 'left-pad', '1.3.0'), whiteout('etc/motd')], createdBy: 'COPY app /app' };
const spec: ImageSpec = { layers: [base, app], tags: ['example/app:1.0'], config: { User: 'node', Env: ['A=b'], ExposedPorts: { '80/tcp': {} }, Labels: { a: 'b' } } };
const image = buildImage(spec);
const expected = [['libc6 2.36-9', 'bash 5.2.15-2'], ['left-pad 1.3.0']];

describe('image archives and layouts', () => {
  const directory = new TemporaryDirectory();
  after(() => directory.remove());
  let count = 0;

  /** Reads with a new cache, unless one is named. */
  function read(file: string, options: ContextOptions & { readonly cache?: string; readonly source?: 'archive' | 'oci' } = {}): Promise<ReadImage> {
    return readImage({ image: file, ...(options.source === undefined ? {} : { source: options.source }) }, readContext(options.cache ?? directory.file(`cache-${count++}`), options));
  }

  function save(files: ArchiveFiles | Buffer, compression: 'none' | 'gzip' | 'zstd' = 'none'): string {
    return directory.write(`archive-${count++}`, files, compression);
  }

  const rejects = (promise: Promise<unknown>, message: RegExp, remedy: RegExp) =>
    assert.rejects(promise, (error: unknown) => {
      assert.ok(isScanError(error), String(error));
      assert.match(error.message, message);
      assert.match(error.remedy ?? '', remedy);
      return true;
    });

  describe('of every form', () => {
    const compressed = buildImage({ ...spec, layers: [{ ...base, compression: 'gzip' }, { ...app, compression: 'zstd' }] });
    const forms: Record<string, ArchiveFiles> = {
      'docker save, legacy': dockerSaveLegacy(image),
      'docker save, legacy, manifest first': dockerSaveLegacy(image, { manifestFirst: true }),
      'docker save, legacy, compressed layers': dockerSaveLegacy(compressed),
      'docker save, OCI': dockerSaveOci(image),
      'docker save, OCI, compressed layers': dockerSaveOci(compressed),
      'OCI layout': ociLayout(image),
      'OCI layout, index in the index': ociLayout(image, { nested: true }),
      'OCI layout, compressed layers': ociLayout(compressed),
    };
    const check = (read_: ReadImage) => {
      assert.deepEqual(problemsOf(read_), []);
      assert.deepEqual(packagesOf(read_), expected);
      assert.deepEqual(read_.identity, { name: 'example/app:1.0', digest: image.digest, repoTags: ['example/app:1.0'] });
      assert.deepEqual(read_.config.diffIds, image.diffIds);
      assert.deepEqual(read_.layers.map(({ diffId }) => diffId), image.diffIds);
      assert.deepEqual(read_.layers.map(({ osRelease: release }) => release?.id), ['debian', undefined]);
      assert.deepEqual(read_.layers[1]?.whiteouts, ['etc/motd']);
      assert.deepEqual([read_.config.user, read_.config.env, read_.config.exposedPorts, read_.config.labels, read_.config.architecture], ['node', ['A=b'], ['80/tcp'], { a: 'b' }, 'amd64']);
      assert.deepEqual(read_.config.history.map(({ createdBy }) => createdBy), ['ADD rootfs.tar /', 'COPY app /app']);
    };

    for (const [name, files] of Object.entries(forms)) {
      it(`${name}: the same image as a file, compressed, and as a directory`, async () => {
        for (const compression of ['none', 'gzip', 'zstd'] as const) {
          check(await read(save(files, compression)));
        }
        check(await read(directory.writeLayout(`layout-${count++}`, files)));
      });
    }
  });

  it('reads a layer once that an image lists twice, as a file or as a link', async () => {
    const twice = buildImage({ layers: [base, app, base], tags: ['t:1'] });
    for (const files of [dockerSaveLegacy(twice), dockerSaveOci(twice), ociLayout(twice)]) {
      for (const compression of ['none', 'gzip'] as const) {
        const result = await read(save(files, compression));
        assert.deepEqual(problemsOf(result), []);
        assert.deepEqual(packagesOf(result), [...expected, expected[0]]);
      }
    }
    const hardLinked = dockerSaveLegacy(twice).map((file) => (file.type === '2' ? { ...file, type: '1', link: file.link?.replace('../', '') } : file));
    assert.deepEqual(packagesOf(await read(save(hardLinked))), [...expected, expected[0]]);
  });

  it('names a layer whose links lead in circles, out of the archive, or nowhere', async () => {
    for (const link of ['../../outside/layer.tar', '../missing/layer.tar', 'layer.tar']) {
      const files = dockerSaveLegacy(image).map((file) => (file.path.toString().endsWith('layer.tar') ? { path: file.path, type: '2', link } : file));
      for (const compression of ['none', 'gzip'] as const) {
        const result = await read(save(files, compression));
        assert.equal(problemsOf(result).length, 2, link);
        assert.match(problemsOf(result)[0] ?? '', /^sha256:\w+: the layer .*(is missing|it is missing)/);
      }
    }
  });

  it('does not follow names out of a layout', async () => {
    directory.write('outside/secret.json', image.config);
    const manifest = [{ Config: '../outside/secret.json', RepoTags: ['x:1'], Layers: ['../outside/layer.tar'] }];
    const layout = directory.writeLayout('hostile', [{ path: 'manifest.json', content: JSON.stringify(manifest) }]);
    await rejects(read(layout), /image configuration \.\.\/outside\/secret\.json in .* is missing/, /Save or copy the image again/);
    fs.writeFileSync(path.join(layout, 'manifest.json'), JSON.stringify([{ Config: 'link.json', RepoTags: ['x:1'], Layers: [] }]));
    fs.symlinkSync('../outside/secret.json', path.join(layout, 'link.json'));
    await rejects(read(layout), /image configuration link\.json in .* is missing/, /again/);
  });

  describe('with several images', () => {
    const other = buildImage({ layers: [{ entries: [dpkgStatus('dash 0.5')] }], tags: ['example/other:2.0'] });

    it('takes the first, and says so', async () => {
      for (const files of [dockerSaveLegacy([image, other]), dockerSaveOci([image, other]), ociLayout([image, other])]) {
        const result = await read(save(files));
        assert.deepEqual(packagesOf(result), expected);
        assert.match(problemsOf(result).join(), /holds 2 images \(example\/app:1\.0.*, example\/other:2\.0.*\); only example\/app:1\.0.* is scanned/);
      }
    });

    it('takes the one that is named behind the path', async () => {
      for (const files of [dockerSaveLegacy([image, other]), ociLayout([image, other])]) {
        const file = save(files);
        for (const name of ['example/other:2.0', 'docker.io/example/other:2.0', '2.0']) {
          const result = await read(`${file}:${name}`);
          assert.deepEqual(packagesOf(result), [['dash 0.5']], name);
          assert.deepEqual(problemsOf(result), []);
          assert.equal(result.identity.name, name);
        }
        await rejects(read(`${file}:example/none:1`), /holds no image example\/none:1/, /It holds example\/app:1\.0, .*example\/other:2\.0/);
      }
    });

    it('takes the platform of this machine, else the first', async () => {
      const arm = buildImage({ ...spec, layers: [{ entries: [dpkgStatus('libc6 2.36-9+arm')] }], architecture: 'arm64' });
      for (const files of [ociLayout([image, arm], { nested: true }), ociLayout([image, arm])]) {
        const file = save(files);
        assert.deepEqual(packagesOf(await read(file, { platform: { os: 'linux', architecture: 'arm64' } })), [['libc6 2.36-9+arm']]);
        const first = await read(file, { platform: { os: 'linux', architecture: 's390x' } });
        assert.deepEqual(packagesOf(first), expected);
        assert.match(problemsOf(first).join(), /holds 2 images .*linux\/amd64.*linux\/arm64.*; only .*linux\/amd64 is scanned/);
      }
    });

    it('passes over manifests that are named but not there, and artifacts', async () => {
      const files = ociLayout([image]).map((file) => {
        if (file.path !== 'index.json') {
          return file;
        }
        const index = JSON.parse(file.content as string);
        const missing = { ...index.manifests[0], digest: sha256(Buffer.from('absent')) };
        return { ...file, content: JSON.stringify({ ...index, manifests: [missing, { nonsense: true }, null, ...index.manifests] }) };
      });
      assert.deepEqual(packagesOf(await read(save(files))), expected);
    });
  });

  it('leaves attestations aside and keeps the provenance', async () => {
    const provenance = { _type: 'https://in-toto.io/Statement/v1', predicate: { buildDefinition: {} } };
    const attested = buildImage({ ...spec, provenance });
    for (const files of [ociLayout(attested), ociLayout(attested, { nested: true }), dockerSaveOci(attested)]) {
      for (const compression of ['none', 'gzip'] as const) {
        const result = await read(save(files, compression));
        assert.deepEqual(problemsOf(result), []);
        assert.deepEqual(packagesOf(result), expected);
        assert.deepEqual(result.provenance, [provenance]);
      }
    }
    assert.deepEqual((await read(save(ociLayout(image)))).provenance, []);
  });

  it('goes no deeper into indexes in indexes than the limit, and not in circles', async () => {
    const inner = { path: `blobs/sha256/${'a'.repeat(64)}`, content: JSON.stringify({ manifests: [{ digest: `sha256:${'a'.repeat(64)}` }] }) };
    const outer = { path: 'index.json', content: inner.content };
    await rejects(read(save([inner, outer])), /names no image whose manifest is there/, /all its blobs/);
  });

  describe('damaged', () => {
    it('costs the layer that was changed, not the others', async () => {
      const wrong = buildImage({ ...spec, diffIds: [sha256(Buffer.from('other')), image.diffIds[1] as string] });
      const cache = directory.file('cache-wrong');
      for (const files of [dockerSaveLegacy(wrong), ociLayout(wrong)]) {
        for (const compression of ['none', 'gzip'] as const) {
          const result = await read(save(files, compression), { cache });
          assert.deepEqual(packagesOf(result), expected, 'what is in the image counts');
          assert.match(problemsOf(result).join(), new RegExp(`${wrong.diffIds[0]}: the layer's bytes do not have the diff id that the image states \\(they have ${image.diffIds[0]}\\)`));
        }
      }
    });

    it('costs the layer whose stream is broken, wherever it is cut off', async () => {
      const gzip = gzipSync(tar(base.entries));
      const cases = { gzip: gzip.subarray(0, gzip.length - 20), header: gzip.subarray(0, 5), tar: tar(base.entries).subarray(0, 900), xz: Buffer.from('\xfd7zXZ\0....', 'latin1'), text: Buffer.from('no layer at all') };
      for (const [name, blob] of Object.entries(cases)) {
        const broken = buildImage({ ...spec, layers: [{ ...base, blob }, app] });
        for (const files of [dockerSaveLegacy(broken), dockerSaveOci(broken), ociLayout(broken)]) {
          for (const compression of ['none', 'gzip'] as const) {
            const result = await read(save(files, compression));
            assert.deepEqual(packagesOf(result), [[], ['left-pad 1.3.0']], name);
            assert.match(problemsOf(result).join('\n'), new RegExp(`^${image.diffIds[0]}: the layer .* cannot be read: `), name);
            assert.equal(problemsOf(result).length, 1);
          }
        }
      }
    });

    it('costs what comes after the place where the archive is cut off', async () => {
      const whole = tar(dockerSaveLegacy(image, { manifestFirst: true }));
      const cut = whole.subarray(0, whole.lastIndexOf('left-pad') - 100);
      for (const compression of ['none', 'gzip'] as const) {
        const result = await read(save(cut, compression));
        assert.deepEqual(packagesOf(result)[0], expected[0]);
        assert.match(problemsOf(result).join('\n'), /(ends too early)/);
        assert.match(problemsOf(result).join('\n'), new RegExp(`${image.diffIds[1]}: the layer`));
      }
    });

    it('is an error that names the file where the manifest is cut off', async () => {
      const whole = tar(dockerSaveLegacy(image));
      for (const bytes of [whole.subarray(0, 2000), gzipSync(whole).subarray(0, 300), gzipSync(whole.subarray(0, 2000))]) {
        const file = save(bytes);
        await rejects(read(file), new RegExp(`^${file} is no container image: .*The archive is damaged: .*(ends too early)`), /docker save|Save the image again/);
      }
    });

    it('never fails in another way, wherever an archive is cut off or changed', async function () {
      this.timeout(60_000);
      const random = randomFrom(7);
      const archives = [tar(dockerSaveLegacy(image)), tar(ociLayout(buildImage({ ...spec, layers: [{ ...base, compression: 'gzip' }, { ...app, compression: 'zstd' }] }))), gzipSync(tar(dockerSaveOci(image)))];
      for (let round = 0; round < 400; round++) {
        const bytes = Buffer.from(archives[round % archives.length] as Buffer);
        for (let i = random.below(4); i > 0; i--) {
          bytes[random.below(bytes.length)] = random.below(256);
        }
        const file = save(random.below(2) === 0 ? bytes : bytes.subarray(0, random.below(bytes.length)));
        try {
          const result = await read(file);
          assert.equal(result.layers.length, result.config.diffIds.length);
        } catch (error) {
          assert.ok(isScanError(error), `round ${round}: ${(error as Error).stack}`);
          assert.ok(error.message.includes(file), error.message);
        }
        fs.rmSync(file);
      }
    });
  });

  describe('from the cache', () => {
    /** Makes every layer body of a plain archive unreadable as a tar. */
    function spoil(file: string): void {
      const bytes = fs.readFileSync(file);
      for (const blob of image.blobs) {
        const at = bytes.indexOf(blob);
        assert.ok(at > 0);
        bytes.fill(0xff, at, at + blob.length);
      }
      fs.writeFileSync(file, bytes);
    }

    it('reads no layer of an archive or layout whose diff ids are known', async () => {
      for (const files of [dockerSaveLegacy(image), dockerSaveOci(image), ociLayout(image)]) {
        const cache = directory.file(`cache-${count++}`);
        const file = save(files);
        const first = await read(file, { cache });
        spoil(file);
        assert.deepEqual(await read(file, { cache }), first);
        await assert.doesNotReject(async () => assert.equal(problemsOf(await read(file)).length, 2), 'without the cache the damage shows');
      }
    });

    it('shares layers between images', async () => {
      const cache = directory.file('cache-shared');
      await read(save(dockerSaveLegacy(image)), { cache });
      const file = save(ociLayout(buildImage({ layers: [base, { entries: [npmPackage('app', 'left-pad', '2.0.0')] }], tags: ['next:1'] })));
      const progress: Parameters<NonNullable<ContextOptions['progress']>['push']>[0][] = [];
      assert.deepEqual(packagesOf(await read(file, { cache, progress })), [expected[0], ['left-pad 2.0.0']]);
      assert.deepEqual([...new Set(progress.map(({ message }) => message))], [`Opening ${file}`, 'Layer 1 of 1']);
      assert.equal(progress.at(-1)?.fraction, 1);
    });

    it('passes over layers of a compressed archive that are named by a known digest', async () => {
      const cache = directory.file('cache-stream');
      await read(save(dockerSaveLegacy(image)), { cache });
      const spoilt = dockerSaveOci(image).map((file) => (image.blobs.includes(file.content as Buffer) ? { ...file, content: Buffer.alloc((file.content as Buffer).length, 0xff) } : file));
      const result = await read(save(spoilt, 'gzip'), { cache });
      assert.deepEqual(problemsOf(result), []);
      assert.deepEqual(packagesOf(result), expected);
    });

    it('ignores a damaged file of the cache and writes it again', async () => {
      const cache = directory.file('cache-damaged');
      const file = save(dockerSaveLegacy(image));
      const first = await read(file, { cache });
      const names = fs.readdirSync(cache);
      assert.equal(names.length, 2);
      for (const content of ['', '{"diffId":', 'null', '{"diffId":"sha256:x"}', '[]', JSON.stringify({ ...first.layers[0], catalogued: [{}] })]) {
        names.forEach((name) => fs.writeFileSync(path.join(cache, name), content));
        assert.deepEqual(await read(file, { cache }), first, content);
        names.forEach((name) => assert.notEqual(fs.readFileSync(path.join(cache, name), 'utf8'), content));
      }
      assert.deepEqual(fs.readdirSync(cache), names, 'no temporary file is left');
    });

    it('works without a directory that can be written', async () => {
      const blocked = directory.write('not-a-directory', 'x');
      assert.deepEqual(packagesOf(await read(save(dockerSaveLegacy(image)), { cache: path.join(blocked, 'cache') })), expected);
    });
  });

  it('looks up hard links of layers in archives that are read once', async () => {
    const manifest = JSON.stringify({ name: 'linked', version: '1.0.0' });
    const entries = [{ path: 'store/abc', content: manifest }, { path: 'app/node_modules/linked/package.json', type: '1', link: 'store/abc' }];
    const linked = buildImage({ layers: [base, { entries }], tags: ['l:1'] });
    for (const files of [dockerSaveLegacy(linked), ociLayout(linked)]) {
      for (const compression of ['none', 'gzip'] as const) {
        const result = await read(save(files, compression));
        assert.deepEqual(problemsOf(result), []);
        assert.deepEqual(packagesOf(result), [expected[0], ['linked 1.0.0']]);
      }
    }
  });

  it('says what is wrong with what is no image', async () => {
    await rejects(read('./not/there.tar'), /^There is no file or directory \.\/not\/there\.tar\.$/, /docker save/);
    await rejects(read('not-there', { source: 'archive' }), /There is no file or directory not-there/, /Check the path/);
    await rejects(read(save(Buffer.from('some text, longer than nothing'))), /is no image archive: it is neither a tar nor a compressed one/, /docker save/);
    await rejects(read(save(Buffer.alloc(0))), /is no image archive/, /docker save/);
    await rejects(read(save(Buffer.from('BZh91AY&SY'))), /cannot be read: it is compressed with bzip2, which is not supported/, /Save the image again/);
    await rejects(read(save(tar([{ path: 'etc/passwd', content: 'root' }]))), /is no container image: it has neither a manifest\.json .* nor an index\.json/, /docker save/);
    await rejects(read(save(tar([{ path: 'manifest.json', content: '[{"Config":"missing.json"}]' }]))), /The image configuration missing\.json .* is missing/, /again/);
    await rejects(read(save(tar([{ path: 'manifest.json', content: '[{"Config":"c.json"}]' }, { path: 'c.json', content: '{}' }]))), /configuration c\.json .* cannot be read/, /artifact/);
    fs.mkdirSync(directory.file('empty'));
    await rejects(read(directory.file('empty'), { source: 'oci' }), /is no container image/, /oci:DIRECTORY/);
  });

  it('says that registries are not supported yet', async () => {
    await rejects(readImage({ image: 'debian:12', source: 'registry' }, readContext(directory.file('cache-r'))), /registry is not supported yet/, /docker pull debian:12/);
  });

  it('names the numbers where manifest and configuration differ', async () => {
    const files = dockerSaveLegacy(image).map((file) => (file.path === 'manifest.json' ? { ...file, content: (file.content as string).replace(/,"[^"]+"\]/, ']') } : file));
    const result = await read(save(files));
    assert.deepEqual(packagesOf(result), [expected[0], []]);
    assert.match(problemsOf(result).join('\n'), /the manifest names 1 layers, the configuration 2\n.*the layer is missing/);
  });

  it('stops when it is cancelled, in the middle of a stream', async () => {
    const large = buildImage({ layers: [{ entries: [{ path: 'noise', content: randomBytes(4_000_000) }, dpkgStatus('a 1')] }], tags: ['l:1'] });
    for (const compression of ['none', 'gzip'] as const) {
      const controller = new AbortController();
      const context = { ...readContext(directory.file(`cache-${count++}`), { signal: controller.signal }), onProgress: ({ phase }: { phase: string }) => phase === 'layer' && controller.abort() };
      await assert.rejects(readImage({ image: save(dockerSaveLegacy(large), compression) }, context), { name: 'AbortError' });
    }
  });

  it('reads a pipe', async function () {
    if (process.platform === 'win32' || spawnSync('mkfifo', [directory.file('pipe')]).status !== 0) {
      skip(this, 'no mkfifo here');
    }
    const file = save(dockerSaveLegacy(image));
    execFileSync('sh', ['-c', `cat "${file}" > "${directory.file('pipe')}" &`], { stdio: 'ignore' });
    assert.deepEqual(packagesOf(await read(directory.file('pipe'))), expected);
  });

  it('reads a real archive of Docker', async function () {
    const real = path.resolve(import.meta.dirname, '../../../shared/data/images/alpine-3.10-docker-save.tar.gz');
    if (!fs.existsSync(real)) {
      skip(this, 'the shared test data is not there');
    }
    const result = await read(real);
    assert.deepEqual(problemsOf(result), []);
    assert.equal(result.identity.name, 'alpine:3.10');
    assert.equal(result.layers[0]?.osRelease?.versionId, '3.10.4');
    assert.equal(packagesOf(result)[0]?.length, 14);
    assert.ok(packagesOf(result)[0]?.includes('musl 1.1.22-r3'));
  });
});
