import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RepositoryClient, type RegistryOptions } from '../../../server/src/scan/registry/client';
import { rateLimit } from '../../../server/src/scan/registry/errors';
import { mayAsk, repositoryOf } from '../../../server/src/scan/registry/repository';
import { FakeRegistry, digestOf, indexType, type FakeRegistryOptions } from '../../helpers/fake-registry';

const repositories = { 'team/app': { '1.0': 'one', '1.1': 'two', latest: 'two' } };

describe('the place of a repository', () => {
  it('is Docker Hub behind its own name, and HTTPS', () => {
    assert.deepEqual(repositoryOf('docker.io/library/python'), { registry: 'docker.io', name: 'library/python', origin: 'https://registry-1.docker.io', loopback: false });
    assert.equal(repositoryOf('ghcr.io/a/b').origin, 'https://ghcr.io');
    assert.equal(repositoryOf('10.0.0.1:5000/a').origin, 'https://10.0.0.1:5000');
  });

  it('is plain HTTP on this machine only', () => {
    for (const host of ['localhost', 'localhost:5000', '127.0.0.1:5000', '127.9.9.9', '[::1]:5000']) assert.equal(repositoryOf(`${host}/a`).origin, `http://${host}`);
    for (const host of ['localhost.evil.example', '127.0.0.1.evil.example', '127.evil.example:80', 'notlocalhost:5000']) assert.equal(repositoryOf(`${host}/a`).origin, `https://${host}`);
    assert.equal(mayAsk(new URL('http://127.0.0.1/token'), repositoryOf('evil.example/a')), false);
    assert.equal(mayAsk(new URL('http://evil.example/token'), repositoryOf('localhost/a')), false);
    assert.equal(mayAsk(new URL('file:///etc/passwd'), repositoryOf('localhost/a')), false);
  });
});

describe('registry client', () => {
  let home: string;
  const started: FakeRegistry[] = [];
  const start = async (options: FakeRegistryOptions = {}): Promise<FakeRegistry> => {
    const registry = await FakeRegistry.start({ repositories, ...options });
    started.push(registry);
    return registry;
  };
  const clientOf = (registry: FakeRegistry, options: RegistryOptions = {}, name = 'team/app'): RepositoryClient =>
    new RepositoryClient(repositoryOf(`${registry.host}/${name}`), { home, environment: {}, ...options });
  const refused = async (work: Promise<unknown>, pattern: RegExp): Promise<void> => {
    await assert.rejects(work, (error: Error) => {
      assert.equal(error.name, 'RegistryError', error.stack);
      assert.match(error.message, pattern);
      return true;
    });
  };
  const login = (registry: FakeRegistry, text: string): void => {
    mkdirSync(path.join(home, '.docker'), { recursive: true });
    writeFileSync(path.join(home, '.docker', 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth: Buffer.from(text).toString('base64') } } }));
  };
  const answering = (...answer: Parameters<ServerResponse['writeHead']>): FakeRegistryOptions => ({
    intercept: (_, response) => {
      response.writeHead(...answer).end();
      return true;
    },
  });

  beforeEach(() => void (home = mkdtempSync(path.join(tmpdir(), 'plimsoll-registry-'))));
  afterEach(async () => {
    await Promise.all(started.splice(0).map((registry) => registry.stop()));
    rmSync(home, { recursive: true });
  });

  it('resolves a tag with one request that is no pull', async () => {
    const registry = await start();
    assert.deepEqual(await clientOf(registry).resolve('1.0'), { digest: digestOf('one'), index: true });
    assert.deepEqual(registry.requests, ['HEAD /v2/team/app/manifests/1.0']);
  });

  it('computes the digest where the registry names none', async () => {
    const registry = await start({
      intercept: (request, response) => {
        response.writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }).end(request.method === 'HEAD' ? undefined : 'whole manifest');
        return true;
      },
    });
    assert.deepEqual(await clientOf(registry).resolve('1.0'), { digest: digestOf('whole manifest'), index: false });
    assert.deepEqual(registry.requests.map((line) => line.split(' ')[0]), ['HEAD', 'GET']);
  });

  it('refuses content that is not what the registry says it is', async () => {
    const registry = await start({
      intercept: (request, response) => {
        if (request.method === 'HEAD') response.writeHead(405).end();
        else response.writeHead(200, { 'content-type': indexType, 'docker-content-digest': digestOf('something else') }).end('manifest');
        return true;
      },
    });
    await refused(clientOf(registry).resolve('1.0'), /names the digest sha256:.* but sends content with sha256:/);
  });

  it('refuses digests and manifests that cannot be pinned', async () => {
    await refused(clientOf(await start(answering(200, { 'docker-content-digest': 'sha256:xyz' }))).resolve('1.0'), /no digest that can be used/);
    const old = { 'docker-content-digest': digestOf('x'), 'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws' };
    await refused(clientOf(await start(answering(200, old))).resolve('1.0'), /in a form that is not pinned/);
  });

  it('gets a token, once for several questions', async () => {
    const registry = await start({ tokens: {} });
    const client = clientOf(registry);
    assert.equal((await client.resolve('1.0')).digest, digestOf('one'));
    assert.deepEqual((await client.tags()).tags, ['1.0', '1.1', 'latest']);
    assert.deepEqual(registry.requests, [
      'HEAD /v2/team/app/manifests/1.0', 'GET /token?service=fake+registry&scope=repository%3Ateam%2Fapp%3Apull', 'HEAD /v2/team/app/manifests/1.0', 'GET /v2/team/app/tags/list?n=1000',
    ]);
  });

  it('sends the login to the token service only, and only when it is wanted', async () => {
    const registry = await start({ tokens: { login: 'me:secret' } });
    login(registry, 'me:secret');
    assert.equal((await clientOf(registry).resolve('1.0')).digest, digestOf('one'));
    assert.deepEqual(registry.authorizations.map((one) => one?.split(' ')[0]), [undefined, 'Basic', 'Bearer']);
    const open = await start();
    login(open, 'me:secret');
    await clientOf(open).resolve('1.0');
    assert.deepEqual(open.authorizations, [undefined]);
  });

  it('has an identity token exchanged by the token service, and sends it nowhere else', async () => {
    const identity = (registry: FakeRegistry, token: string): void => {
      mkdirSync(path.join(home, '.docker'), { recursive: true });
      writeFileSync(path.join(home, '.docker', 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth: '', identitytoken: token } } }));
    };
    const registry = await start({ tokens: { identityToken: 'long+lived/token=' } });
    identity(registry, 'long+lived/token=');
    assert.equal((await clientOf(registry).resolve('1.0')).digest, digestOf('one'));
    assert.deepEqual(registry.requests, ['HEAD /v2/team/app/manifests/1.0', 'POST /token', 'HEAD /v2/team/app/manifests/1.0']);
    assert.deepEqual(registry.forms, [{ grant_type: 'refresh_token', client_id: 'plimsoll', service: 'fake registry', scope: 'repository:team/app:pull', refresh_token: 'long+lived/token=' }]);
    assert.deepEqual(registry.authorizations, [undefined, undefined, 'Bearer token-for-repository:team/app:pull']);

    identity(registry, 'out of date');
    await refused(clientOf(registry).resolve('1.0'), /^127\.0\.0\.1:\d+ does not take the identity token that is kept as the login for 127\.0\.0\.1:\d+ \(status 400\)\. Run `docker login 127\.0\.0\.1:\d+` again\.$/);
    await refused(clientOf(registry).resolve('none'), /does not take the identity token/);
    identity(registry, 'long+lived/token=');
    await refused(clientOf(registry, {}, 'team/other').resolve('1.0'), /has no image team\/other:1\.0/);

    const other = await start({ tokens: { identityToken: 'long+lived/token=' } });
    const leading = await start({
      tokens: { identityToken: 'long+lived/token=' },
      intercept: (request, response) => {
        if (request.method !== 'POST') return false;
        response.writeHead(307, { location: `http://${other.host}/token` }).end();
        return true;
      },
    });
    identity(leading, 'long+lived/token=');
    await refused(clientOf(leading).resolve('1.0'), /where what was to be sent is not sent/);
    assert.deepEqual(other.requests, []);
  });

  it('logs in where the registry wants nothing but a password', async () => {
    const registry = await start({
      intercept: (request, response) => {
        if (request.headers.authorization) return false;
        response.writeHead(401, { 'www-authenticate': 'Basic realm="here"' }).end();
        return true;
      },
    });
    await refused(clientOf(registry).resolve('1.0'), /gives no access to image team\/app:1\.0: it is not there, or it is private\. Check the name, or run `docker login 127\.0\.0\.1:\d+`/);
    login(registry, 'me:secret');
    assert.equal((await clientOf(registry).resolve('1.0')).digest, digestOf('one'));
    assert.equal(registry.authorizations.at(-1), `Basic ${Buffer.from('me:secret').toString('base64')}`);
  });

  it('says so where the login is refused', async () => {
    const registry = await start({ tokens: { login: 'me:secret' } });
    await refused(clientOf(registry).resolve('1.0'), /it is not there, or it is private/);
    login(registry, 'me:old');
    await refused(clientOf(registry).resolve('1.0'), /with the login of "me"/);
  });

  it('asks no token of an address that it may not ask', async () => {
    for (const realm of ['http://auth.example/token', 'file:///etc/passwd', 'nonsense']) {
      const registry = await start(answering(401, { 'www-authenticate': `Bearer realm="${realm}"` }));
      await refused(clientOf(registry).resolve('1.0'), /which is no address that is asked/);
    }
  });

  it('follows a redirect, and leaves the credentials behind where it leads to another host', async () => {
    const other = await start();
    const registry = await start({
      intercept: (request, response, self) => {
        if (!request.headers.authorization) response.writeHead(401, { 'www-authenticate': 'Basic realm="here"' }).end();
        else if (request.url?.includes('/1.0')) response.writeHead(307, { location: `http://${other.host}${request.url}` }).end();
        else if (request.url?.includes('/1.1')) response.writeHead(307, { location: `http://${self.host}/v2/team/app/manifests/latest` }).end();
        else return false;
        return true;
      },
    });
    login(registry, 'me:secret');
    assert.equal((await clientOf(registry).resolve('1.0')).digest, digestOf('one'));
    assert.deepEqual(other.authorizations, [undefined]);
    await clientOf(registry).resolve('1.1');
    assert.match(registry.authorizations.at(-1)!, /^Basic /);
  });

  it('sends no login where a server asks for one that the registry only redirects to', async () => {
    const other = await start({
      intercept: (_, response, self) => {
        response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${self.host}/token"` }).end();
        return true;
      },
    });
    const registry = await start(answering(307, { location: `http://${other.host}/v2/team/app/manifests/1.0` }));
    login(registry, 'me:secret');
    await refused(clientOf(registry).resolve('1.0'), /gives no access to image team\/app:1\.0/);
    assert.deepEqual(other.requests, ['HEAD /v2/team/app/manifests/1.0']);
    assert.deepEqual(other.authorizations, [undefined]);
  });

  it('follows no redirect to plain HTTP elsewhere, and none without end', async () => {
    await refused(clientOf(await start(answering(302, { location: 'http://elsewhere.example/' }))).resolve('1.0'), /redirects to http:\/\/elsewhere\.example, which is not asked/);
    await refused(clientOf(await start(answering(302, { location: '/again' }))).resolve('1.0'), /redirects more than 5 times/);
  });

  it('names what is not there', async () => {
    const registry = await start();
    await refused(clientOf(registry).resolve('9.9'), /^127\.0\.0\.1:\d+ has no image team\/app:9\.9\. Check the name and the tag\.$/);
    await refused(clientOf(registry, {}, 'team/other').tags(), /has no repository team\/other/);
  });

  it('says when a rate limit ends', async () => {
    await refused(clientOf(await start(answering(429, { 'retry-after': '600' }))).resolve('1.0'), /^127\.0\.0\.1:\d+ allows no more requests from here for now \(status 429\)\. Ask again in 10 minutes/);
    assert.match(rateLimit('h', new Date(Date.now() + 30_000).toUTCString()).message, /Ask again in \d+ seconds/);
    assert.match(rateLimit('h', undefined).message, /Ask again later/);
    assert.match(rateLimit('h', 'soon').message, /Ask again later/);
  });

  it('says so where the server fails, or is no registry', async () => {
    await refused(clientOf(await start(answering(503))).resolve('1.0'), /answers with status 503\. Ask again later/);
    const page = await start({
      intercept: (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
        return true;
      },
    });
    await refused(clientOf(page).tags(), /cannot be understood/);
  });

  it('says so where nobody answers', async () => {
    const registry = await start();
    const { host } = registry;
    await registry.stop();
    await refused(clientOf(registry).resolve('1.0'), new RegExp(`^${host} cannot be reached: .*ECONNREFUSED.* Check the connection`));
  });

  it('names a proxy that refuses', async () => {
    const proxy = await start();
    const client = new RepositoryClient(repositoryOf('registry.invalid/team/app'), { home, environment: { HTTPS_PROXY: `http://${proxy.host}` } });
    // The fake takes no CONNECT, which ends the connection.
    await refused(client.resolve('1.0'), new RegExp(`proxy ${proxy.host} .*HTTPS_PROXY`));
  });

  it('asks a registry on this machine past every proxy', async () => {
    const registry = await start();
    const environment = { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' };
    assert.equal((await clientOf(registry, { environment }).resolve('1.0')).digest, digestOf('one'));
  });

  it('gives up a server that is silent, and one that drips', async () => {
    const silent = await start({ intercept: () => true });
    await refused(clientOf(silent, { timeout: 50 }).resolve('1.0'), /does not answer/);
    const dripping = await start({
      intercept: (_, response) => {
        response.writeHead(200).write('{"tags":[');
        return true;
      },
    });
    await refused(clientOf(dripping, { timeout: 50 }).tags(), /does not answer within 0\.05 seconds/);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const registry = await start({
      intercept: () => {
        controller.abort();
        return true;
      },
    });
    await assert.rejects(clientOf(registry, { signal: controller.signal }).resolve('1.0'), { name: 'AbortError' });
  });

  it('reads all pages of the tags, as far as the limit goes', async () => {
    const tags = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`1.${index}`, String(index)]));
    const registry = await start({ repositories: { 'team/app': tags }, page: 10 });
    assert.deepEqual(await clientOf(registry).tags(), { tags: Object.keys(tags), complete: true });
    assert.equal(registry.requests.length, 3);
    assert.deepEqual(await clientOf(registry, { maxTags: 15 }).tags(), { tags: Object.keys(tags).slice(0, 15), complete: false });
  });

  it('goes nowhere else for further pages, and not in a circle', async () => {
    const linking = (link: string): FakeRegistryOptions => ({
      intercept: (_, response) => {
        response.writeHead(200, { link: `<${link}>; rel="next"` }).end('{"tags":["1.0"]}');
        return true;
      },
    });
    await refused(clientOf(await start(linking('http://127.0.0.1:1/v2/team/app/tags/list'))).tags(), /which is not asked/);
    await refused(clientOf(await start(linking('/v2/team/app/tags/list?n=1000'))).tags(), /in a circle/);
  });

  it('leaves out what is no tag, and takes no answer without end', async () => {
    const registry = await start({
      intercept: (_, response) => {
        response.writeHead(200).end(JSON.stringify({ tags: ['1.0', 'a b', 7, '$(x)', null] }));
        return true;
      },
    });
    assert.deepEqual((await clientOf(registry).tags()).tags, ['1.0']);
    const huge = await start({
      intercept: (_, response) => {
        response.writeHead(200);
        const more = (): void => void (response.destroyed || response.write(Buffer.alloc(1024 * 1024), more));
        more();
        return true;
      },
    });
    await refused(clientOf(huge).tags(), /larger than the 8 MiB/);
  });
});
