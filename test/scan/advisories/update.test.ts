import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openAdvisories, planUpdate, runUpdate, type UpdateOptions, type UpdateProgress } from '../../../server/src/scan/advisories/index';
import { feedsFor, defaultFeeds } from '../../../server/src/scan/advisories/feeds/feeds';
import { proxyFor, send } from '../../../server/src/scan/http';
import { osv, temporaryDirectories, zipOf } from './support';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Ends the connection after half of the body. */
  readonly breakOff?: boolean;
}

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** A server on the loopback interface whose answers a test gives; those of a list come one after the other, the last one again and again. */
class FakeServer {
  readonly asked: Asked[] = [];
  private answers: Record<string, readonly Answer[]> = {};
  private server: Server | undefined;

  async start(listener?: RequestListener): Promise<void> {
    this.server = createServer(listener ?? ((request, response) => {
      const url = request.url ?? '';
      this.asked.push({ method: request.method ?? '', url, headers: request.headers });
      const queue = this.answers[url] ?? [{ status: 404 }];
      const answer = queue[0] as Answer;
      if (queue.length > 1) this.answers[url] = queue.slice(1);
      const body = Buffer.from(answer.body ?? '');
      const etag = answer.headers?.etag;
      const unchanged = etag !== undefined && request.headers['if-none-match'] === etag;
      response.writeHead(unchanged ? 304 : (answer.status ?? 200), { ...answer.headers, ...(unchanged ? {} : { 'content-length': String(body.length) }) });
      if (answer.breakOff) response.write(body.subarray(0, body.length / 2), () => response.destroy());
      else response.end(unchanged || request.method === 'HEAD' ? undefined : body);
    }));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  /** A further server for one test, stopped at its end. */
  static async forTest(listener?: RequestListener): Promise<FakeServer> {
    const server = new FakeServer();
    await server.start(listener);
    stopAfterTest.push(server);
    return server;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  get raw(): Server {
    return this.server as Server;
  }

  get port(): number {
    return (this.server?.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  answer(answers: Readonly<Record<string, Answer | readonly Answer[]>>): void {
    this.answers = Object.fromEntries(Object.entries(answers).map(([url, value]) => [url, Array.isArray(value) ? (value as readonly Answer[]) : [value as Answer]]));
  }

  /** `METHOD url` of every request since the last call. */
  requests(): string[] {
    return this.asked.splice(0).map(({ method, url }) => `${method} ${url}`);
  }
}

const stopAfterTest: FakeServer[] = [];

/** To be called in a suite that uses `FakeServer.forTest`. */
function stopServersAfterEach(): void {
  afterEach(async () => {
    for (const server of stopAfterTest.splice(0)) await server.stop();
  });
}

const debianZip = zipOf({
  'CVE-1.json': JSON.stringify({ id: 'DEBIAN-CVE-2024-0001', affected: ['Debian:11', 'Debian:12', 'Debian:13'].map((ecosystem) => (osv('x', { ecosystem }).affected as unknown[])[0]) }),
  'CVE-2.json': JSON.stringify(osv('DEBIAN-CVE-2024-0002', { ecosystem: 'Debian:11' })),
});

const secdb = (reponame: string, name: string): string =>
  JSON.stringify({ distroversion: 'v3.20', reponame, urlprefix: 'https://dl-cdn.alpinelinux.org/alpine', packages: [{ pkg: { name, secfixes: { '2-r0': ['CVE-2024-0001'] } } }] });

describe('updates of advisories', () => {
  const directory = temporaryDirectories();
  const server = new FakeServer();
  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => void server.requests());
  stopServersAfterEach();

  const options = (more: Partial<UpdateOptions> = {}): UpdateOptions => ({
    directory: join(directory(), 'store'),
    feeds: { osv: `${server.address}/osv/`, alpine: `${server.address}/alpine`, wolfi: `${server.address}/wolfi.json`, chainguard: `${server.address}/chainguard.json` },
    backoff: 1,
    environment: {},
    ...more,
  });

  async function stored(ecosystem: string, name: string): Promise<string[]> {
    const store = openAdvisories(join(directory(), 'store'));
    const rows = await store.lookup(ecosystem, name);
    await store.close();
    return rows.map(({ record }) => record);
  }

  it('fetch the file of a family once, and build the segments of the releases that were asked for', async () => {
    server.answer({ '/osv/Debian/all.zip': { body: debianZip, headers: { etag: '"1"' } } });
    const progress: UpdateProgress[] = [];
    const { updated, problems } = await runUpdate(['Debian:12', 'Debian:11'], options({ onProgress: (item) => progress.push(item) }));
    assert.deepEqual(updated.map(({ segment, records }) => [segment, records]), [['debian-11', 2], ['debian-12', 1]]);
    assert.deepEqual(problems, []);
    assert.deepEqual(server.requests(), ['GET /osv/Debian/all.zip']);
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['DEBIAN-CVE-2024-0001']);
    assert.deepEqual((await readdir(join(directory(), 'store'))).sort(), ['debian-11.advisories', 'debian-12.advisories']);
    assert.deepEqual(progress.find((item) => item.phase === 'download' && item.received === debianZip.length), {
      phase: 'download', url: `${server.address}/osv/Debian/all.zip`, received: debianZip.length, total: debianZip.length,
    });
    assert.ok(progress.some((item) => item.phase === 'import' && item.fraction === 1));
  });

  it('do not fetch again what has not changed, but do for a release that is not there yet or damaged', async () => {
    const first = { body: debianZip, headers: { etag: '"1"', 'last-modified': 'Tue, 24 Nov 2026 00:00:00 GMT' } };
    server.answer({ '/osv/Debian/all.zip': first });
    await runUpdate(['Debian:12'], options());
    const again = await runUpdate(['Debian:12'], options());
    assert.deepEqual([again.updated, again.current, again.problems], [[], ['debian-12'], []]);
    assert.equal(server.asked.at(-1)?.headers['if-none-match'], '"1"');
    assert.equal(server.asked.at(-1)?.headers['if-modified-since'], 'Tue, 24 Nov 2026 00:00:00 GMT');
    const more = await runUpdate(['Debian:12', 'Debian:13'], options());
    assert.deepEqual(more.updated.map(({ segment }) => segment), ['debian-12', 'debian-13']);
    await writeFile(join(directory(), 'store', 'debian-12.advisories'), 'garbage');
    assert.deepEqual((await runUpdate(['Debian:12'], options())).updated.map(({ segment }) => segment), ['debian-12']);
    server.answer({ '/osv/Debian/all.zip': { body: debianZip, headers: { etag: '"2"' } } });
    assert.equal((await runUpdate(['Debian:12'], options())).updated.length, 1);
  });

  it('build a segment of Alpine from both of its files, also where only one has changed', async () => {
    const main = { body: secdb('main', 'openssl'), headers: { etag: '"m"' } };
    server.answer({ '/alpine/v3.20/main.json': main, '/alpine/v3.20/community.json': { body: secdb('community', 'nodejs'), headers: { etag: '"c1"' } } });
    await runUpdate(['Alpine:v3.20'], options());
    assert.deepEqual(await stored('Alpine:v3.20', 'nodejs'), ['ALPINE-CVE-2024-0001']);
    assert.deepEqual((await runUpdate(['Alpine:v3.20'], options())).current, ['alpine-3.20']);
    server.answer({ '/alpine/v3.20/main.json': main, '/alpine/v3.20/community.json': { body: secdb('community', 'go'), headers: { etag: '"c2"' } } });
    assert.equal((await runUpdate(['Alpine:v3.20'], options())).updated.length, 1);
    assert.deepEqual([await stored('Alpine:v3.20', 'openssl'), await stored('Alpine:v3.20', 'go'), await stored('Alpine:v3.20', 'nodejs')], [['ALPINE-CVE-2024-0001'], ['ALPINE-CVE-2024-0001'], []]);
  });

  it('do without the file that old releases of Alpine lack, but not without the main one', async () => {
    server.answer({ '/alpine/v3.2/main.json': { body: secdb('main', 'openssl').replace('v3.20', 'v3.2') } });
    assert.deepEqual((await runUpdate(['Alpine:v3.2'], options())).updated.map(({ segment }) => segment), ['alpine-3.2']);
    const { updated, problems } = await runUpdate(['Alpine:v9.9'], options());
    assert.deepEqual(updated, []);
    assert.match(problems[0]?.message ?? '', /main\.json: there is no such file \(status 404\)/);
  });

  it('try again where the server fails or the connection breaks off', async () => {
    const good = { body: debianZip };
    server.answer({ '/osv/Debian/all.zip': [{ status: 503, headers: { 'retry-after': '0' } }, { body: debianZip, breakOff: true }, { status: 429 }, good] });
    const { updated, problems } = await runUpdate(['Debian:12'], options());
    assert.deepEqual([updated.length, problems], [1, []]);
    assert.equal(server.requests().length, 4);
  });

  it('give up after some tries and name the address; the other feeds and the old segments stay', async () => {
    server.answer({ '/osv/Debian/all.zip': { body: debianZip } });
    await runUpdate(['Debian:12'], options());
    server.requests();
    server.answer({ '/osv/Debian/all.zip': { status: 500 }, '/osv/npm/all.zip': { body: zipOf({ 'a.json': JSON.stringify(osv('A-1', { ecosystem: 'npm', name: 'ms' })) }) } });
    const { updated, problems } = await runUpdate(['Debian:12', 'npm'], options());
    assert.deepEqual(updated.map(({ segment }) => segment), ['npm']);
    assert.deepEqual(problems.map(({ where }) => where), ['Debian:12']);
    assert.match(problems[0]?.message ?? '', /not updated\. http:\/\/127\.0\.0\.1:\d+\/osv\/Debian\/all\.zip: the server answers with status 500/);
    assert.equal(server.requests().filter((item) => item.includes('Debian')).length, 4);
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['DEBIAN-CVE-2024-0001']);
    assert.deepEqual((await readdir(join(directory(), 'store'))).sort(), ['debian-12.advisories', 'npm.advisories']);
  });

  it('do not try again what cannot get better', async () => {
    server.answer({ '/osv/Debian/all.zip': { status: 403 } });
    assert.match((await runUpdate(['Debian:12'], options())).problems[0]?.message ?? '', /status 403/);
    assert.equal(server.requests().length, 1);
  });

  it('refuse a file that is too large, whether its size is told or not', async () => {
    server.answer({ '/osv/Debian/all.zip': { body: Buffer.alloc(3 * 1024 * 1024) } });
    const { problems } = await runUpdate(['Debian:12'], options({ maxBytes: 2 * 1024 * 1024 }));
    assert.match(problems[0]?.message ?? '', /larger than the 2 MB that are allowed/);
    const endless = await FakeServer.forTest((_, response) => {
      const write = (): void => void (response.destroyed || response.write(Buffer.alloc(64 * 1024), write));
      write();
    });
    const told = await runUpdate(['Debian:12'], options({ maxBytes: 2 * 1024 * 1024, feeds: { osv: endless.address } }));
    assert.match(told.problems[0]?.message ?? '', /larger than the 2 MB/);
    assert.deepEqual(await readdir(join(directory(), 'store')), []);
  });

  it('name a server that cannot be reached, and one that falls silent', async () => {
    const gone = await runUpdate(['npm'], options({ feeds: { osv: 'http://127.0.0.1:1' } }));
    assert.match(gone.problems[0]?.message ?? '', /127\.0\.0\.1:1 cannot be reached/);
    const silent = await FakeServer.forTest(() => undefined);
    const waited = await runUpdate(['npm'], options({ feeds: { osv: silent.address }, idleTimeout: 20 }));
    assert.match(waited.problems[0]?.message ?? '', /does not answer/);
  });

  it('say that a feed has nothing about a release, and that there is no feed', async () => {
    server.answer({ '/osv/Debian/all.zip': { body: debianZip } });
    const { problems, unknown } = await runUpdate(['Debian:99', 'Fedora:40', 'Debian'], options());
    assert.match(problems[0]?.message ?? '', /has no advisories for it/);
    assert.deepEqual(unknown.map(({ ecosystem }) => ecosystem), ['Fedora:40', 'Debian']);
    assert.match(unknown[1]?.reason ?? '', /"Debian:12"/);
  });

  it('keep the old segment where the new file is damaged', async () => {
    server.answer({ '/osv/Debian/all.zip': { body: debianZip } });
    await runUpdate(['Debian:12'], options());
    server.answer({ '/osv/Debian/all.zip': { body: debianZip.subarray(0, 50) } });
    const { updated, problems } = await runUpdate(['Debian:12'], options());
    assert.deepEqual([updated, problems.length], [[], 1]);
    assert.deepEqual(await stored('Debian:12', 'openssl'), ['DEBIAN-CVE-2024-0001']);
  });

  it('stop when told to, and leave nothing behind', async () => {
    const abort = new AbortController();
    server.answer({ '/osv/Debian/all.zip': { body: debianZip } });
    await assert.rejects(runUpdate(['Debian:12'], options({ signal: abort.signal, onProgress: () => abort.abort() })), { name: 'AbortError' });
    assert.deepEqual(await readdir(join(directory(), 'store')), []);
  });

  it('follow redirects, but not in circles', async () => {
    server.answer({ '/osv/npm/all.zip': { status: 302, headers: { location: '/real.zip' } }, '/real.zip': { body: zipOf({ 'a.json': JSON.stringify(osv('A-1', { ecosystem: 'npm' })) }) } });
    assert.equal((await runUpdate(['npm'], options())).updated.length, 1);
    server.answer({ '/osv/npm/all.zip': { status: 302, headers: { location: '/osv/npm/all.zip' } } });
    assert.match((await runUpdate(['npm'], options())).problems[0]?.message ?? '', /redirects more than 5 times/);
  });

  describe('are planned first', () => {
    it('with address, size and what would change', async () => {
      server.answer({ '/osv/Debian/all.zip': { body: debianZip, headers: { etag: '"1"' } }, '/osv/npm/all.zip': { status: 503 }, '/alpine/v3.20/main.json': { body: '{}' } });
      await runUpdate(['Debian:12'], options());
      server.requests();
      const { downloads, unknown } = await planUpdate(['Debian:12', 'npm', 'Alpine:v3.20', 'Alpine'], options());
      const plan = downloads.map(({ url, state, bytes, estimated, problem }) => [url.replace(server.address, ''), state, bytes, estimated, problem]);
      assert.deepEqual(plan.sort(), [
        ['/alpine/v3.20/main.json', 'due', 2, false, undefined],
        ['/osv/Debian/all.zip', 'current', debianZip.length, false, undefined],
        ['/osv/npm/all.zip', 'unreachable', 45 * 1024 * 1024, true, 'the server answers with status 503'],
      ]);
      assert.deepEqual(unknown.map(({ ecosystem }) => ecosystem), ['Alpine']);
      assert.ok(server.requests().every((item) => item.startsWith('HEAD ')));
    });
  });
});

describe('feedsFor', () => {
  it('has the exports of distributions of rpm packages, with names as addresses can have them', () => {
    const { feeds, unknown } = feedsFor(['Rocky Linux:9', 'Red Hat:enterprise_linux:9::baseos', 'SUSE:Linux Enterprise Server 15 SP5', 'openSUSE:Leap 15.6', 'Azure Linux:3', 'Rocky Linux', 'Photon OS:5.0'], { ...defaultFeeds, osv: 'https://mirror' });
    assert.deepEqual(feeds.map(({ segments, files }) => [segments.join(), files.map(({ url }) => url).join()]), [
      ['rocky-linux-9', 'https://mirror/Rocky%20Linux/all.zip'],
      ['red-hat-enterprise-linux-9', 'https://mirror/Red%20Hat/all.zip'],
      ['suse-linux-enterprise-15-sp5', 'https://mirror/SUSE/all.zip'],
      ['opensuse-leap-15.6', 'https://mirror/openSUSE/all.zip'],
      ['azure-linux-3', 'https://mirror/Azure%20Linux/all.zip'],
    ]);
    assert.deepEqual(unknown.map(({ ecosystem, reason }) => [ecosystem, reason]), [
      ['Rocky Linux', 'Name the release too, as in "Rocky Linux:9".'],
      ['Photon OS:5.0', 'OSV publishes no export of it. Records in the OSV schema from elsewhere can be brought in with "plimsoll db import".'],
    ]);
  });

  it('has the public addresses by default', () => {
    const { feeds } = feedsFor(['Ubuntu:24.04', 'Ubuntu:22.04:LTS', 'PyPI', 'NuGet', 'Alpine:3.20', 'Alpine:edge', 'Wolfi', 'Chainguard'], defaultFeeds);
    assert.deepEqual(
      feeds.map(({ segments, files, license }) => [segments.join(), files.map(({ url }) => url).join(), license]),
      [
        ['alpine-3.20', 'https://secdb.alpinelinux.org/v3.20/main.json,https://secdb.alpinelinux.org/v3.20/community.json', undefined],
        ['alpine-edge', 'https://secdb.alpinelinux.org/edge/main.json,https://secdb.alpinelinux.org/edge/community.json', undefined],
        ['wolfi', 'https://packages.wolfi.dev/os/security.json', undefined],
        ['chainguard', 'https://packages.cgr.dev/chainguard/security.json', undefined],
        ['ubuntu-24.04,ubuntu-22.04', 'https://osv-vulnerabilities.storage.googleapis.com/Ubuntu/all.zip', 'CC-BY-SA-4.0'],
        ['pypi', 'https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip', 'CC-BY-4.0'],
        ['nuget', 'https://osv-vulnerabilities.storage.googleapis.com/NuGet/all.zip', 'CC-BY-4.0'],
      ],
    );
  });
});

describe('proxies', () => {
  stopServersAfterEach();
  const cases: readonly (readonly [string, NodeJS.ProcessEnv, string | undefined])[] = [
    ['https://a.org/x', {}, undefined],
    ['https://a.org/x', { HTTPS_PROXY: 'http://proxy:3128' }, 'proxy:3128'],
    ['https://a.org/x', { https_proxy: 'proxy:3128' }, 'proxy:3128'],
    ['https://a.org/x', { HTTP_PROXY: 'http://proxy:3128' }, undefined],
    ['http://a.org/x', { HTTP_PROXY: 'http://proxy:3128' }, 'proxy:3128'],
    ['https://a.org/x', { ALL_PROXY: 'http://proxy:3128' }, 'proxy:3128'],
    ['https://a.org/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'b.org, a.org' }, undefined],
    ['https://sub.a.org/x', { HTTPS_PROXY: 'http://proxy:3128', no_proxy: '.a.org' }, undefined],
    ['https://nota.org/x', { HTTPS_PROXY: 'http://proxy:3128', no_proxy: 'a.org' }, 'proxy:3128'],
    ['https://a.org/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '*' }, undefined],
    ['https://a.org/x', { HTTPS_PROXY: 'socks5://proxy:1080' }, undefined],
    ['https://a.org/x', { HTTPS_PROXY: 'http://[' }, undefined],
  ];
  for (const [url, environment, expected] of cases) {
    it(`${JSON.stringify(environment)} for ${url} is ${expected ?? 'none'}`, () => assert.equal(proxyFor(new URL(url), environment)?.host, expected));
  }

  it('are asked for plain HTTP with the whole address, and given the credentials', async () => {
    const proxy = await FakeServer.forTest();
    proxy.answer({ 'http://feeds.invalid/a': { body: 'through' } });
    const response = await send('http://feeds.invalid/a', { environment: { HTTP_PROXY: `http://us%40er:pass@127.0.0.1:${proxy.port}` } });
    const body = await response.toArray();
    assert.equal(Buffer.concat(body as Buffer[]).toString(), 'through');
    assert.equal(proxy.asked[0]?.headers.host, 'feeds.invalid');
    assert.equal(proxy.asked[0]?.headers['proxy-authorization'], `Basic ${Buffer.from('us@er:pass').toString('base64')}`);
  });

  it('are asked for a tunnel with HTTPS, and their refusal is told', async () => {
    const [proxy, target] = [await FakeServer.forTest(), await FakeServer.forTest()];
    const connects: string[] = [];
    proxy.raw.on('connect', (request, socket) => {
      connects.push(request.url ?? '');
      if (request.url?.startsWith('refused')) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      const upstream = connect(target.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    // The target speaks plain HTTP: that the handshake reaches it and fails shows that the tunnel stood.
    await assert.rejects(send('https://feeds.invalid/a', { environment }), /feeds\.invalid cannot be reached: .*(SSL|TLS|EPROTO|wrong version|disconnected|ECONNRESET|hang up)/i);
    await assert.rejects(send('https://refused.invalid/a', { environment }), /proxy 127\.0\.0\.1:\d+ refuses refused\.invalid with status 403/);
    assert.deepEqual(connects, ['feeds.invalid:443', 'refused.invalid:443']);
  });

  it('are not asked for what is no web address', async () => {
    await assert.rejects(send('file:///etc/passwd'), /no address with http or https/);
    await assert.rejects(send('nonsense'), /no address with http or https/);
  });
});
