/** Debian's docker-registry, run for a test with a login of its own: "me", "secret". */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FakeContent } from './fake-registry';
import { digest } from './signatures';
import type { TemporaryDirectory } from './image-builder';

/** "secret", by bcrypt: the only form the registry takes. */
const passwords = 'me:$2b$05$nYvkhxoBvZZxljLHD8MrIePQ.X/XZ8s.tqlOlybt22L6w.nh/mP9W\n';
const authorization = `Basic ${Buffer.from('me:secret').toString('base64')}`;

export class RealRegistry {
  private constructor(
    /** `127.0.0.1:PORT` */
    readonly host: string,
    /** Directory in which Docker's login for it lies. */
    readonly home: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(program: string, directory: TemporaryDirectory): Promise<RealRegistry> {
    const host = `127.0.0.1:${await freePort()}`;
    const config = {
      version: 0.1,
      storage: { filesystem: { rootdirectory: directory.file('registry') } },
      http: { addr: host },
      auth: { htpasswd: { realm: 'here', path: directory.write('htpasswd', passwords) } },
    };
    // JSON is YAML.
    const server = spawn(program, ['serve', directory.write('config.yml', JSON.stringify(config))], { stdio: 'ignore' });
    await answers(host, server);
    directory.write('home/.docker/config.json', JSON.stringify({ auths: { [host]: { auth: Buffer.from('me:secret').toString('base64') } } }));
    return new RealRegistry(host, directory.file('home'), server);
  }

  async stop(): Promise<void> {
    if (this.server.exitCode !== null) return;
    const ended = new Promise((resolve) => this.server.on('exit', resolve));
    this.server.kill();
    await ended;
  }

  /** Contents by address (`app/manifests/1.0`, `app/blobs/sha256:…`), each after what it refers to. */
  async push(contents: Readonly<Record<string, FakeContent>>): Promise<void> {
    const order = ['/blobs/', '/manifests/sha256:', '/manifests/'];
    const rank = (address: string): number => order.findIndex((part) => address.includes(part));
    for (const [address, { type, bytes }] of Object.entries(contents).sort(([a], [b]) => rank(a) - rank(b))) {
      await (address.includes('/blobs/') ? this.pushBlob(address, bytes) : this.put(`http://${this.host}/v2/${address}`, type, bytes));
    }
  }

  private async pushBlob(address: string, bytes: Buffer): Promise<void> {
    const started = await fetch(`http://${this.host}/v2/${address.slice(0, address.indexOf('/blobs/'))}/blobs/uploads/`, { method: 'POST', headers: { authorization } });
    const url = new URL(started.headers.get('location')!, `http://${this.host}`);
    url.searchParams.set('digest', digest(bytes));
    await this.put(url.href, 'application/octet-stream', bytes);
  }

  private async put(url: string, type: string, bytes: Buffer): Promise<void> {
    const response = await fetch(url, { method: 'PUT', headers: { authorization, 'content-type': type }, body: new Uint8Array(bytes) });
    if (response.status !== 201) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  }
}

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
