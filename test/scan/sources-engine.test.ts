import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as https from 'node:https';
import * as net from 'node:net';
import * as path from 'node:path';
import { isScanError } from '../../server/src/scan/errors';
import { defaultLimits } from '../../server/src/scan/limits';
import { historyFromEngine } from '../../server/src/scan/sources/documents';
import { EngineClient } from '../../server/src/scan/sources/engine/client';
import { engineHosts, type EngineKind, type Surroundings } from '../../server/src/scan/sources/engine/hosts';
import { imageHistory, isImageName, listLocalImages } from '../../server/src/scan/sources/engine/images';
import { readImage } from '../../server/src/scan/sources/open';
import type { ReadImage } from '../../server/src/scan/sources/reading';
import { FakeEngine, type FakeEngineOptions } from '../helpers/fake-engine';
import { buildImage, dockerSaveLegacy, dpkgStatus, npmPackage, tar, TemporaryDirectory } from '../helpers/image-builder';
import { packagesOf, problemsOf, readContext, type ContextOptions } from '../helpers/read-context';
import { skip } from '../helpers/skip';

const image = buildImage({
  layers: [
    { entries: [dpkgStatus('libc6 2.36-9')], createdBy: 'ADD rootfs.tar /' },
    { entries: [npmPackage('app', 'left-pad', '1.3.0')], createdBy: 'COPY app /app' },
  ],
  history: [
    { created_by: 'ADD rootfs.tar / # buildkit' },
    { created_by: 'ENV A=b', empty_layer: true },
    { created_by: 'COPY app /app # buildkit', comment: 'buildkit.dockerfile.v0' },
    { created_by: 'CMD ["node"]', empty_layer: true },
  ],
  config: { Cmd: ['node'] },
  tags: ['example/app:1.0'],
});
const expected = [['libc6 2.36-9'], ['left-pad 1.3.0']];

describe('container engines', () => {
  const directory = new TemporaryDirectory();
  const engines: FakeEngine[] = [];
  let count = 0;
  afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));
  after(() => directory.remove());

  async function start(options: FakeEngineOptions = { images: { 'example/app:1.0': image } }): Promise<{ engine: FakeEngine; host: string }> {
    const engine = new FakeEngine(options);
    engines.push(engine);
    return { engine, host: await engine.listen(directory.file(`engine-${count++}.sock`)) };
  }

  function read(name: string, engineHost: string, options: ContextOptions & { readonly cache?: string; readonly source?: EngineKind } = {}): Promise<ReadImage> {
    return readImage({ image: name, engineHost, ...(options.source === undefined ? {} : { source: options.source }) }, readContext(options.cache ?? directory.file(`cache-${count++}`), options));
  }

  const rejects = (promise: Promise<unknown>, message: RegExp, remedy: RegExp) =>
    assert.rejects(promise, (error: unknown) => {
      assert.ok(isScanError(error), (error as Error).stack);
      assert.match(error.message, message);
      assert.match(error.remedy ?? '', remedy);
      return true;
    });

  it('exports an image and reads its layers as they come, in both forms of docker save', async () => {
    for (const archive of [undefined, dockerSaveLegacy]) {
      const { engine, host } = await start({ images: { 'example/app:1.0': image }, ...(archive === undefined ? {} : { archive }) });
      const result = await read('example/app:1.0', host);
      assert.deepEqual(problemsOf(result), []);
      assert.deepEqual(packagesOf(result), expected);
      assert.deepEqual(result.identity, { name: 'example/app:1.0', digest: image.digest, repoTags: ['example/app:1.0'] });
      assert.deepEqual(engine.requests, ['/images/example/app:1.0/json', '/images/example/app:1.0/get']);
    }
  });

  it('does not export an image whose layers are known', async () => {
    const provenance = { predicate: { builder: 'BuildKit' } };
    const { engine, host } = await start({ images: { 'example/app:1.0': buildImage({ ...image.spec, provenance }) } });
    const cache = directory.file('cache-known');
    const first = await read('example/app:1.0', host, { cache });
    assert.deepEqual(first.provenance, [provenance]);
    engine.requests.length = 0;
    assert.deepEqual(await read('example/app:1.0', host, { cache }), first);
    assert.deepEqual(engine.requests, ['/images/example/app:1.0/json']);
  });

  it('asks for the history of an unknown image with known layers, and exports it only where that leaves a doubt', async () => {
    const cache = directory.file('cache-history');
    const { host } = await start();
    await read('example/app:1.0', host, { cache });
    const config = JSON.parse(image.config.toString());
    const layers = image.spec.layers;
    const clear = buildImage({ ...image.spec, config: { User: 'node' }, tags: ['clear:1'], history: [...config.history, { created_by: 'USER node', empty_layer: true }] });
    const doubtful = buildImage({ ...image.spec, tags: ['doubtful:1'], history: [{ created_by: 'something' }, { created_by: 'else' }, { created_by: 'and more' }], layers });
    const { engine, host: second } = await start({ images: { 'clear:1': clear, 'doubtful:1': doubtful } });
    const result = await read('clear:1', second, { cache });
    assert.deepEqual(engine.requests, ['/images/clear:1/json', `/images/${clear.digest}/history`]);
    assert.equal(result.identity.digest, clear.digest);
    assert.equal(result.config.user, 'node');
    assert.deepEqual(
      result.config.history.map(({ createdBy, emptyLayer }) => [createdBy, emptyLayer]),
      JSON.parse(clear.config.toString()).history.map((entry: { created_by: string; empty_layer?: boolean }) => [entry.created_by, entry.empty_layer === true]),
    );
    engine.requests.length = 0;
    assert.deepEqual(packagesOf(await read('doubtful:1', second, { cache })), expected);
    assert.equal(engine.requests.at(-1), '/images/doubtful:1/get');
  });

  it('takes the digest of the configuration where the engine calls the manifest its id', async () => {
    const id = `sha256:${'b'.repeat(64)}`;
    const { engine, host } = await start({ images: { 'example/app:1.0': image }, inspected: { Id: id, Descriptor: { digest: id } } });
    const cache = directory.file('cache-manifest-id');
    for (const requests of [2, 1]) {
      engine.requests.length = 0;
      assert.equal((await read('example/app:1.0', host, { cache })).identity.digest, image.digest);
      assert.equal(engine.requests.length, requests);
    }
  });

  it('reports layers by their number', async () => {
    const { host } = await start();
    const progress: NonNullable<ContextOptions['progress']> = [];
    await read('example/app:1.0', host, { progress });
    assert.deepEqual([...new Set(progress.map(({ message }) => message))], [`Asking the Docker engine at ${host}`, 'Layer 1 of 2', 'Layer 2 of 2']);
  });

  it('says which image is not there, and where it was looked for', async () => {
    const { host } = await start();
    await rejects(read('missing:1', host), new RegExp(`There is no image "missing:1" in the Docker engine at ${host}\\.`), /docker pull missing:1/);
    await rejects(read('missing:1', host, { source: 'podman' }), /in the Podman engine at/, /Build or pull/);
  });

  it('says what was tried where no engine answers', async () => {
    const missing = directory.file('none.sock');
    await rejects(read('a:1', `unix://${missing}`), new RegExp(`No container engine can be reached. Tried unix://${missing} \\(from the engine host setting\\): there is no such socket\\.`), /Start Docker or Podman/);
    const file = directory.write('file.sock', 'x');
    await rejects(read('a:1', `unix://${file}`), /nothing listens there|it is no socket/, /DOCKER_HOST/);
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await rejects(read('a:1', `tcp://127.0.0.1:${port}`), new RegExp(`tcp://127.0.0.1:${port} .*: nothing listens there`), /docker save/);
  });

  it('names the socket of an engine that accepts and then says nothing', async () => {
    const { host } = await start({ intercept: () => true });
    const limits = { engineAnswer: 50 };
    await rejects(read('a:1', host, { limits }), new RegExp(`${host}.*: no answer within 1 s`), /Start Docker/);
  });

  it('gives up where an export stalls, but not while it is itself busy', async () => {
    const archive = tar(dockerSaveLegacy(image));
    const intercept: FakeEngineOptions['intercept'] = (request, response) => {
      if (request.url?.endsWith('/get') !== true) {
        return false;
      }
      response.writeHead(200).write(archive.subarray(0, 3000));
      return true;
    };
    const { host } = await start({ images: { 'example/app:1.0': image }, intercept });
    await rejects(read('example/app:1.0', host, { limits: { engineStall: 100 } }), new RegExp(`^The Docker engine at ${host} has sent nothing for 1 s\\.$`), /docker info/);

    const { host: slow } = await start();
    const client = new EngineClient(engineHosts('docker', slow)[0] as never, { ...defaultLimits, engineStall: 60 }, undefined);
    let bytes = 0;
    for await (const part of await client.stream('/images/example/app:1.0/get')) {
      bytes += part.length;
      const until = performance.now() + 80;
      // Busy for longer than the engine may be silent.
      while (performance.now() < until) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    assert.equal(bytes % 512, 0);
    assert.ok(bytes > 3000);
  });

  it('says so where the connection breaks in the middle of an export', async () => {
    const intercept: FakeEngineOptions['intercept'] = (request, response) => {
      if (request.url?.endsWith('/get') !== true) {
        return false;
      }
      response.writeHead(200, { 'Content-Length': '100000' }).write(tar(dockerSaveLegacy(image)).subarray(0, 3000), () => response.destroy());
      return true;
    };
    const { host } = await start({ images: { 'example/app:1.0': image }, intercept });
    await rejects(read('example/app:1.0', host), /closed the connection|ended its answer too early/, /log of the engine/);
  });

  it('passes on what the engine refuses', async () => {
    const refuse = (status: number, body: string): FakeEngineOptions => ({
      intercept: (_request, response) => {
        response.writeHead(status).end(body);
        return true;
      },
    });
    await rejects(read('a:1', (await start(refuse(500, '{"message":"out of disk"}'))).host), /The Docker engine at .* refused \/images\/a:1\/json: out of disk/, /log/);
    await rejects(read('a:1', (await start(refuse(200, '<html>'))).host), /is no JSON/, /listens there/);
    await rejects(read('a:1', (await start(refuse(200, '{}'))).host), /describes no image/, /listens there/);
    await rejects(read('a:1', (await start(refuse(503, 'x'))).host), /refused .*: status 503/, /log/);
  });

  it('stops when it is cancelled, while it asks and while it reads', async () => {
    const intercept: FakeEngineOptions['intercept'] = (request, response) => {
      if (request.url?.endsWith('/get') === true) {
        response.writeHead(200).write(tar(dockerSaveLegacy(image)).subarray(0, 3000));
        return true;
      }
      return request.url === '/images/silent/json';
    };
    const { host } = await start({ images: { 'example/app:1.0': image }, intercept });
    for (const name of ['silent', 'example/app:1.0']) {
      const controller = new AbortController();
      const promise = read(name, host, { signal: controller.signal });
      const engine = engines.at(-1) as FakeEngine;
      const awaited = name === 'silent' ? '/images/silent/json' : '/images/example/app:1.0/get';
      while (!engine.requests.includes(awaited)) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      controller.abort();
      await assert.rejects(promise, { name: 'AbortError' });
    }
  });

  it('lists images, without doubles and the newest first, and tells their history', async () => {
    const other = buildImage({ layers: [{ entries: [] }], tags: ['other:1'] });
    const { host } = await start({ images: { 'example/app:1.0': image, 'other:1': other } });
    const images = await listLocalImages({ kind: 'docker', engineHost: host });
    assert.deepEqual(images, [
      { kind: 'docker', engineHost: host, id: other.digest, repoTags: ['other:1'], created: '2025-10-09T08:53:21.000Z', size: 1000, labels: { index: '1' } },
      { kind: 'docker', engineHost: host, id: image.digest, repoTags: ['example/app:1.0'], created: '2025-10-09T08:53:20.000Z', size: 1000, labels: { index: '0' } },
    ]);
    const history = await imageHistory(images[1] as (typeof images)[number]);
    assert.deepEqual(
      history.map(({ createdBy, emptyLayer }) => `${createdBy} ${emptyLayer}`),
      ['ADD rootfs.tar / # buildkit false', 'ENV A=b true', 'COPY app /app # buildkit false', 'CMD ["node"] true'],
    );
    await rejects(imageHistory({ kind: 'docker', engineHost: host, id: 'sha256:gone' }), /sha256:gone is not in the Docker engine at .* any more/, /List the images again/);
    await rejects(listLocalImages({ engineHost: `unix://${directory.file('none.sock')}` }), /No container engine can be reached/, /Start Docker/);
  });

  it('takes only what can be a name', () => {
    for (const name of ['debian', 'debian:12', 'localhost:5000/a/b:c', 'a@sha256:0123', 'a_b.c-d/e__f', 'sha256:abc']) {
      assert.ok(isImageName(name), name);
    }
    for (const name of ['', '../containers/x', 'a/../b', 'a/./b', 'a//b', 'a b', 'a?b', 'a#b', '-a', '/a', 'a\n', 'a%2e', 'x'.repeat(600)]) {
      assert.ok(!isImageName(name), name);
    }
  });

  it('is not confused by a file or directory that has the name of an image', async () => {
    const { host } = await start({ images: { program: image, 'folder:1': image } });
    const before = process.cwd();
    directory.write('program', '#!/bin/sh\n');
    fs.mkdirSync(directory.file('folder'));
    process.chdir(directory.path);
    try {
      for (const name of ['program', 'folder:1']) {
        assert.deepEqual(packagesOf(await read(name, host)), expected, name);
      }
      directory.write('packed', Buffer.from('BZh91AY&SY'));
      await rejects(read('packed', host), /packed cannot be read: it is compressed with bzip2/, /Save the image again/);
      await rejects(read('./program', host), /\.\/program is no image archive/, /docker save/);
    } finally {
      process.chdir(before);
    }
  });

  it('says so for what is neither a name nor a file', async () => {
    const { host } = await start();
    await rejects(read('no such thing', host), /"no such thing" is no name of an image, and there is no such file or directory/, /path of an archive/);
  });

  it('speaks TLS, with the certificates of DOCKER_CERT_PATH', async function () {
    if (spawnSync('openssl', ['version']).status !== 0) {
      skip(this, 'openssl is not installed');
    }
    const file = (name: string) => directory.file(name);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', file('key.pem'), '-out', file('cert.pem')], { stdio: 'ignore' });
    fs.copyFileSync(file('cert.pem'), file('ca.pem'));
    const key = fs.readFileSync(file('key.pem'));
    const cert = fs.readFileSync(file('cert.pem'));
    const server = https.createServer({ key, cert, ca: cert, requestCert: true, rejectUnauthorized: true }, (_request, response) => response.end('[]'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    try {
      const around = (env: Surroundings['env']): Surroundings => ({ env: { DOCKER_HOST: `tcp://localhost:${port}`, ...env }, home: file('nobody'), platform: 'linux', uid: 1000 });
      const ask = (env: Surroundings['env']) => new EngineClient(engineHosts('docker', undefined, around(env))[0] as never, defaultLimits, undefined).json('/images/json');
      assert.deepEqual(await ask({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: directory.path }), []);
      await assert.rejects(ask({ DOCKER_TLS_VERIFY: '1' }), { name: 'UnreachableError' }, 'its authority is unknown');
      await assert.rejects(ask({}), /./, 'without TLS');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('places of engines', () => {
  const directory = new TemporaryDirectory();
  after(() => directory.remove());

  const around = (env: Surroundings['env'] = {}, more: Partial<Surroundings> = {}): Surroundings => ({ env, home: directory.path, platform: 'linux', uid: 1000, ...more });
  const addresses = (kind: EngineKind | undefined, surroundings: Surroundings, engineHost?: string) => engineHosts(kind, engineHost, surroundings).map(({ kind: found, address, origin }) => [found, address, origin].filter(Boolean).join(' '));

  it('are the usual ones of both where nothing is said', () => {
    assert.deepEqual(addresses(undefined, around()), [
      'docker unix:///var/run/docker.sock',
      'docker unix:///run/user/1000/docker.sock',
      `docker unix://${directory.path}/.docker/run/docker.sock`,
      `docker unix://${directory.path}/.docker/desktop/docker.sock`,
      'podman unix:///run/user/1000/podman/podman.sock',
      'podman unix:///run/podman/podman.sock',
    ]);
    assert.equal(addresses('podman', around({ XDG_RUNTIME_DIR: '/x' }))[0], 'podman unix:///x/podman/podman.sock');
    assert.deepEqual(addresses(undefined, around({}, { platform: 'win32', uid: undefined })), ['docker npipe:////./pipe/docker_engine', 'podman npipe:////./pipe/podman-machine-default']);
    assert.deepEqual(engineHosts('docker', undefined, around({}, { platform: 'win32' }))[0]?.connection, { socketPath: '\\\\.\\pipe\\docker_engine' });
    assert.ok(addresses('podman', around({}, { platform: 'darwin' })).at(-1)?.endsWith('/machine/podman.sock'));
  });

  it('are those of DOCKER_HOST, CONTAINER_HOST or the setting alone where they are given', () => {
    assert.deepEqual(addresses(undefined, around({ DOCKER_HOST: 'unix:///x.sock' })), ['docker unix:///x.sock DOCKER_HOST']);
    assert.deepEqual(addresses('podman', around({ DOCKER_HOST: 'unix:///x.sock', CONTAINER_HOST: 'unix:///p.sock' })), ['podman unix:///p.sock CONTAINER_HOST']);
    assert.deepEqual(addresses(undefined, around({ DOCKER_HOST: 'unix:///x.sock' }), '/my/sock'), ['docker unix:///my/sock the engine host setting']);
    assert.deepEqual(addresses('docker', around(), 'tcp://[::1]:1234'), ['docker tcp://[::1]:1234 the engine host setting']);
    assert.deepEqual(engineHosts('docker', 'tcp://[::1]:1234', around())[0]?.connection, { host: '::1', port: 1234 });
    assert.deepEqual(engineHosts('docker', 'tcp://h', around())[0]?.connection, { host: 'h', port: 2375 });
    assert.deepEqual(engineHosts('docker', 'https://h', around())[0]?.connection, { host: 'h', port: 2376, tls: { verify: true } });
    assert.deepEqual(engineHosts('docker', undefined, around({ DOCKER_HOST: 'tcp://h', DOCKER_TLS: '1' }))[0]?.connection, { host: 'h', port: 2376, tls: { verify: false } });
  });

  it('that cannot be used are errors with a way out', () => {
    for (const [address, message, remedy] of [
      ['ssh://me@host', /ssh:\/\/me@host" \(from DOCKER_HOST\) cannot be used: connections over ssh are not supported/, /ssh -L/],
      ['fd://', /cannot be used/, /unix:\/\/\//],
      ['unix://', /cannot be used/, /unix:\/\/\//],
      ['nonsense', /cannot be used/, /tcp:\/\/host:port/],
    ] as const) {
      assert.throws(() => addresses('docker', around({ DOCKER_HOST: address })), (error) => isScanError(error) && message.test(error.message) && remedy.test(error.remedy ?? ''));
    }
  });

  it('come from the current context, with its certificates', () => {
    const hash = createHash('sha256').update('remote').digest('hex');
    directory.write('.docker/config.json', JSON.stringify({ currentContext: 'remote' }));
    assert.throws(() => addresses('docker', around()), /The Docker context "remote" has no readable description/);
    directory.write(`.docker/contexts/meta/${hash}/meta.json`, JSON.stringify({ Name: 'remote', Endpoints: { docker: { Host: 'tcp://remote:2376', SkipTLSVerify: true } } }));
    directory.write(`.docker/contexts/tls/${hash}/docker/ca.pem`, 'authority');
    assert.deepEqual(addresses(undefined, around()), ['docker tcp://remote:2376 context remote']);
    assert.deepEqual(engineHosts('docker', undefined, around())[0]?.connection, { host: 'remote', port: 2376, tls: { ca: Buffer.from('authority'), verify: false } });
    assert.equal(addresses('docker', around({ DOCKER_CONTEXT: 'default' }))[0], 'docker unix:///var/run/docker.sock');
    assert.equal(addresses('docker', around({ DOCKER_HOST: 'unix:///x' }))[0], 'docker unix:///x DOCKER_HOST', 'a variable is stronger than a context');
    const other = path.join(directory.path, 'other');
    assert.equal(addresses('docker', around({ DOCKER_CONFIG: other }))[0], 'docker unix:///var/run/docker.sock');
  });
});

describe('history of an engine', () => {
  const entry = (createdBy: string, size: number) => ({ createdBy, size });
  const emptiness = (...args: Parameters<typeof historyFromEngine>) => {
    const { history, exact } = historyFromEngine(args[0], args[1]);
    return [exact, ...history.map(({ emptyLayer }) => (emptyLayer ? '-' : 'L'))].join(' ');
  };

  it('tells empty entries by instruction, and WORKDIR by the number of layers', () => {
    const entries = [entry('/bin/sh -c #(nop) ADD file:1 in / ', 10), entry('/bin/sh -c #(nop)  CMD ["sh"]', 0), entry('WORKDIR /app', 0), entry('RUN /bin/sh -c true # buildkit', 0), entry('WORKDIR /app', 0)];
    assert.equal(emptiness(entries, 3), 'true L - L L -', 'the first of two that are the same made the directory');
    assert.equal(emptiness(entries, 4), 'true L - L L L', 'with BuildKit each makes a layer');
    assert.equal(emptiness(entries, 2), 'true L - - L -', 'where the directory was there, with the classic builder none does');
    assert.equal(emptiness(entries, 1), 'true L - - - -', 'RUN that changes nothing');
    assert.equal(emptiness(entries, 5), 'false L - L L -');
    assert.equal(emptiness([], 0), 'true');
  });
});
