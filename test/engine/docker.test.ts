/** The sources of a scan against a real engine: what it builds, saves and answers is what we read. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isScanError } from '../../server/src/scan/errors';
import { imageHistory, listLocalImages } from '../../server/src/scan/sources/engine/images';
import { readImage } from '../../server/src/scan/sources/open';
import type { ReadImage } from '../../server/src/scan/sources/reading';
import { buildImage, dockerSaveLegacy, dockerSaveOci, dpkgStatus, npmPackage, osRelease, TemporaryDirectory, whiteout } from '../helpers/image-builder';
import { packagesOf, problemsOf, readContext, type ContextOptions } from '../helpers/read-context';
import { skip } from '../helpers/skip';

const { PLIMSOLL_TEST_ENGINE: host = '' } = process.env;

const tag = 'plimsoll-sources-test';
const loaded = buildImage({
  layers: [
    { entries: [osRelease('debian', '12', 'bookworm'), dpkgStatus('libc6 2.36-9', 'bash 5.2.15-2'), npmPackage('old', 'left-pad', '1.0.0')], createdBy: 'ADD rootfs.tar /' },
    { entries: [npmPackage('app', 'left-pad', '1.3.0'), whiteout('old')], createdBy: 'COPY app /app' },
  ],
  tags: [`${tag}:loaded`],
});

function docker(...args: string[]): string {
  return execFileSync(existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker', args, { env: { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '0' }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('a real container engine', function () {
  this.timeout(120_000);
  const directory = new TemporaryDirectory();

  const read = (image: string, cache: string, options: ContextOptions = {}): Promise<ReadImage> => readImage({ image, engineHost: host }, readContext(directory.file(cache), options));
  const essence = ({ identity, config, layers, problems }: ReadImage) => ({ digest: identity.digest, config, layers, problems });

  before(function () {
    if (host === '') {
      skip(this, 'no engine: npm test starts one');
    }
    docker('load', '--input', directory.write('loaded.tar', dockerSaveOci(loaded)));
    // The second WORKDIR makes no directory, so the classic builder makes no layer for it.
    const context = directory.file('context');
    mkdirSync(path.join(context, 'app'), { recursive: true });
    writeFileSync(path.join(context, 'app', 'file'), 'x');
    writeFileSync(path.join(context, 'Dockerfile'), `FROM ${tag}:loaded\nENV A=b\nWORKDIR /srv/new\nWORKDIR /srv/new\nCOPY app /srv/app\nUSER 1000\nCMD ["true"]\n`);
    docker('build', '--quiet', '--network=none', '--tag', `${tag}:built`, context);
  });

  after(() => {
    if (host !== '') {
      docker('rmi', '--force', `${tag}:built`, `${tag}:loaded`);
    }
    directory.remove();
  });

  it('gives the image that was loaded into it, as the archive has it', async () => {
    const fromEngine = await read(`${tag}:loaded`, 'cache-loaded');
    assert.deepEqual(problemsOf(fromEngine), []);
    assert.deepEqual(packagesOf(fromEngine), [['libc6 2.36-9', 'bash 5.2.15-2', 'left-pad 1.0.0'], ['left-pad 1.3.0']]);
    assert.equal(fromEngine.identity.digest, loaded.digest);
    for (const files of [dockerSaveLegacy(loaded), dockerSaveOci(loaded)]) {
      const fromArchive = await readImage({ image: directory.write('same.tar', files) }, readContext(directory.file('cache-archive')));
      assert.deepEqual(essence(fromEngine), essence(fromArchive));
    }
  });

  it('gives the same image by name, by id, and as its own "docker save" has it', async () => {
    const byName = await read(`${tag}:built`, 'cache-built');
    assert.deepEqual(problemsOf(byName), []);
    const id = docker('inspect', '--format', '{{.Id}}', `${tag}:built`).trim();
    assert.equal(byName.identity.digest, id);
    assert.deepEqual(essence(await read(id, 'cache-id')), essence(byName));
    docker('save', '--output', directory.file('saved.tar'), `${tag}:built`);
    const saved = await readImage({ image: directory.file('saved.tar') }, readContext(directory.file('cache-saved')));
    assert.deepEqual(essence(saved), essence(byName));
    assert.equal(saved.identity.name, `${tag}:built`);
  });

  it('gives the history without an export as the configuration has it', async () => {
    const exported = await read(`${tag}:built`, 'cache-history');
    const cache = directory.file('cache-history');
    readdirSync(cache).filter((name) => name.startsWith('image-')).forEach((name) => rmSync(path.join(cache, name)));
    const progress: NonNullable<ContextOptions['progress']> = [];
    const asked = await read(`${tag}:built`, 'cache-history', { progress });
    assert.deepEqual(progress.map(({ phase }) => phase), ['open'], 'no layer was read');
    const plain = ({ config }: ReadImage) => config.history.map(({ createdBy, emptyLayer }) => `${emptyLayer} ${createdBy}`);
    assert.deepEqual(plain(asked), plain(exported));
    assert.ok(plain(asked).filter((entry) => /WORKDIR/.test(entry)).length === 2, plain(asked).join('\n'));
    assert.deepEqual([asked.identity.digest, asked.config.user, asked.config.env], [exported.identity.digest, '1000', exported.config.env]);
  });

  it('lists its images and tells their history', async () => {
    const images = await listLocalImages({ kind: 'docker', engineHost: host });
    const built = images.find(({ repoTags }) => repoTags.includes(`${tag}:built`));
    assert.ok(built !== undefined && built.created !== undefined && built.size > 0);
    const history = await imageHistory(built);
    assert.deepEqual(
      history.filter(({ emptyLayer }) => !emptyLayer).map(({ createdBy }) => createdBy.replace(/file:\w+|dir:\w+/, 'SUM').trim()),
      ['ADD rootfs.tar /', 'COPY app /app', '/bin/sh -c #(nop) WORKDIR /srv/new', '/bin/sh -c #(nop) COPY SUM in /srv/app'],
    );
  });

  it('gives a root file system that was imported', async function () {
    const rootfs = path.resolve(import.meta.dirname, '../../../shared/data/images/alpine-minirootfs-3.20.3-x86_64.tar.gz');
    if (!existsSync(rootfs)) {
      skip(this, 'the shared test data is not there');
    }
    docker('import', rootfs, `${tag}:alpine`);
    try {
      const alpine = await read(`${tag}:alpine`, 'cache-alpine');
      assert.deepEqual(problemsOf(alpine), []);
      assert.deepEqual([alpine.layers.length, alpine.layers[0]?.osRelease?.id, alpine.layers[0]?.osRelease?.versionId], [1, 'alpine', '3.20.3']);
      assert.ok(packagesOf(alpine)[0]?.includes('musl 1.2.5-r0'), packagesOf(alpine)[0]?.join());
    } finally {
      docker('rmi', '--force', `${tag}:alpine`);
    }
  });

  it('is asked no more after the scan was cancelled', async () => {
    const controller = new AbortController();
    const context = { ...readContext(directory.file('cache-cancel'), { signal: controller.signal }), onProgress: ({ phase }: { phase: string }) => phase === 'layer' && controller.abort() };
    await assert.rejects(readImage({ image: `${tag}:built`, engineHost: host }, context), { name: 'AbortError' });
  });

  it('says that it has no such image', async () => {
    await assert.rejects(read(`${tag}:missing`, 'cache-missing'), (error: unknown) => isScanError(error) && error.message === `There is no image "${tag}:missing" in the Docker engine at ${host}.`);
  });
});
