/** A registry as people run one, in place of the fake one of the other tests: what a tag stands for, which tags there are, and its login. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { RepositoryClient } from '../../server/src/scan/registry/client';
import { repositoryOf } from '../../server/src/scan/registry/repository';
import { buildImage, dockerSaveOci, npmPackage, osRelease, TemporaryDirectory } from '../helpers/image-builder';
import { skip } from '../helpers/skip';

const { PLIMSOLL_TEST_REGISTRY: program = '' } = process.env;
/** "secret", by bcrypt: the only form the registry takes. */
const passwords = 'me:$2b$05$nYvkhxoBvZZxljLHD8MrIePQ.X/XZ8s.tqlOlybt22L6w.nh/mP9W\n';

describe('a real registry', function () {
  this.timeout(60_000);
  const directory = new TemporaryDirectory();
  let server: ChildProcess | undefined;
  let host = '';
  let home = '';

  const clientOf = (name: string, from = home): RepositoryClient => new RepositoryClient(repositoryOf(`${host}/${name}`), { home: from, environment: {} });
  const skopeo = (...args: string[]): string => execFileSync('skopeo', ['--insecure-policy', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  before(async function () {
    if (program === '') {
      skip(this, 'no registry: npm test installs one');
    }
    host = `127.0.0.1:${await freePort()}`;
    const config = {
      version: 0.1,
      storage: { filesystem: { rootdirectory: directory.file('registry') } },
      http: { addr: host },
      auth: { htpasswd: { realm: 'here', path: directory.write('htpasswd', passwords) } },
    };
    // JSON is YAML.
    server = spawn(program, ['serve', directory.write('config.yml', JSON.stringify(config))], { stdio: 'ignore' });
    await answers(host, server);
    for (const version of ['1.0', '1.1', '1.10']) {
      const image = buildImage({ layers: [{ entries: [osRelease('debian', '12', 'bookworm'), npmPackage('app', 'app', version)] }], tags: [`app:${version}`] });
      const archive = directory.write(`${version}.tar`, dockerSaveOci(image));
      skopeo('copy', '--dest-tls-verify=false', '--dest-creds=me:secret', `docker-archive:${archive}`, `docker://${host}/team/app:${version}`);
    }
    directory.write('home/.docker/config.json', JSON.stringify({ auths: { [host]: { auth: Buffer.from('me:secret').toString('base64') } } }));
    home = directory.file('home');
  });

  after(async () => {
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server!.on('exit', resolve));
      server.kill();
      await ended;
    }
    directory.remove();
  });

  it('names the digest that other clients get of a tag', async () => {
    const digest = skopeo('inspect', '--tls-verify=false', '--creds=me:secret', '--format', '{{.Digest}}', `docker://${host}/team/app:1.1`).trim();
    assert.match(digest, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual(await clientOf('team/app').resolve('1.1'), { digest, index: false });
  });

  it('lists the tags', async () => {
    const { tags, complete } = await clientOf('team/app').tags();
    assert.deepEqual({ tags: [...tags].sort(), complete }, { tags: ['1.0', '1.1', '1.10'], complete: true });
  });

  it('says what is not there, and what it takes a login to see', async () => {
    await assert.rejects(clientOf('team/app').resolve('2.0'), /^RegistryError: .* has no image team\/app:2\.0\. Check the name and the tag\.$/);
    await assert.rejects(clientOf('team/other').tags(), /^RegistryError: .* has no repository team\/other\./);
    await assert.rejects(clientOf('team/app', directory.file('nobody')).resolve('1.0'), /gives no access to image team\/app:1\.0: it is not there, or it is private\. Check the name, or run `docker login 127\.0\.0\.1:\d+`\.$/);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function answers(host: string, server: ChildProcess): Promise<void> {
  let failure: Error | undefined;
  server.on('error', (error) => (failure = error));
  for (let tries = 0; tries < 200; tries++) {
    if (failure ?? server.exitCode !== null) throw failure ?? new Error(`the registry ended with exit status ${server.exitCode}`);
    const response = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (response?.status === 401) return;
    await delay(50);
  }
  throw new Error(`the registry on ${host} does not answer`);
}
