/** A registry as people run one, in place of the fake one of the other tests: what a tag stands for, which tags there are, and its login. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { RepositoryClient } from '../../server/src/scan/registry/client';
import { repositoryOf } from '../../server/src/scan/registry/repository';
import { buildImage, dockerSaveOci, npmPackage, osRelease, TemporaryDirectory } from '../helpers/image-builder';
import { RealRegistry } from '../helpers/real-registry';
import { skip } from '../helpers/skip';

const { PLIMSOLL_TEST_REGISTRY: program = '' } = process.env;

describe('a real registry', function () {
  this.timeout(60_000);
  const directory = new TemporaryDirectory();
  let server: RealRegistry | undefined;
  let host = '';
  let home = '';

  const clientOf = (name: string, from = home): RepositoryClient => new RepositoryClient(repositoryOf(`${host}/${name}`), { home: from, environment: {} });
  const skopeo = (...args: string[]): string => execFileSync('skopeo', ['--insecure-policy', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  before(async function () {
    if (program === '') {
      skip(this, 'no registry: npm test installs one');
    }
    server = await RealRegistry.start(program, directory);
    ({ host, home } = server);
    for (const version of ['1.0', '1.1', '1.10']) {
      const image = buildImage({ layers: [{ entries: [osRelease('debian', '12', 'bookworm'), npmPackage('app', 'app', version)] }], tags: [`app:${version}`] });
      const archive = directory.write(`${version}.tar`, dockerSaveOci(image));
      skopeo('copy', '--dest-tls-verify=false', '--dest-creds=me:secret', `docker-archive:${archive}`, `docker://${host}/team/app:${version}`);
    }
  });

  after(async () => {
    await server?.stop();
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
