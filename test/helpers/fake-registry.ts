/** A registry on this machine that answers as the distribution API describes, and notes what it was asked. */
import { createHash } from 'node:crypto';
import * as http from 'node:http';

export interface FakeRegistryOptions {
  /** Tags by repository; a tag's value is what its manifest says. */
  readonly repositories?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Tokens are wanted; `login` (user:password) or `identityToken` where not everyone gets one. */
  readonly tokens?: { readonly login?: string; readonly identityToken?: string };
  /** Whatever else lies in a repository, by its address in it: `app/blobs/sha256:…`, `app/manifests/sha256-….sig`, `app/referrers/sha256:…`. */
  readonly contents?: Readonly<Record<string, FakeContent>>;
  /** Tags on one page of a list. */
  readonly page?: number;
  /** Takes a request over; true where it did. */
  readonly intercept?: (request: http.IncomingMessage, response: http.ServerResponse, registry: FakeRegistry) => boolean;
}

export interface FakeContent {
  readonly type: string;
  readonly bytes: Buffer;
}

export const indexType = 'application/vnd.oci.image.index.v1+json';

export class FakeRegistry {
  /** `METHOD path`, as asked. */
  readonly requests: string[] = [];
  /** Of every request, where there was one. */
  readonly authorizations: (string | undefined)[] = [];
  /** What was sent to have an identity token exchanged. */
  readonly forms: Readonly<Record<string, string>>[] = [];
  /** `127.0.0.1:PORT` */
  host = '';
  private readonly server: http.Server;

  constructor(private readonly options: FakeRegistryOptions = {}) {
    this.server = http.createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      this.authorizations.push(request.headers.authorization);
      if (options.intercept?.(request, response, this) !== true) this.answer(request, response);
    });
  }

  static async start(options?: FakeRegistryOptions): Promise<FakeRegistry> {
    const registry = new FakeRegistry(options);
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    registry.host = `127.0.0.1:${(registry.server.address() as { port: number }).port}`;
    return registry;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  digest(repository: string, tag: string): string {
    return digestOf(this.options.repositories![repository]![tag]!);
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const url = new URL(request.url ?? '', `http://${this.host}`);
    if (url.pathname === '/token' && request.method === 'POST') return void this.exchangeToken(request, response);
    if (url.pathname === '/token') return this.giveToken(request, url, response);
    const [, name, rest] = /^\/v2\/(.+?)\/(manifests\/[^/]+|blobs\/[^/]+|referrers\/[^/]+|tags\/list)$/.exec(url.pathname) ?? [];
    if (name === undefined) return void response.writeHead(404).end();
    if (this.options.tokens && request.headers.authorization !== `Bearer token-for-repository:${name}:pull`) {
      const header = `Bearer realm="http://${this.host}/token",service="fake registry",scope="repository:${name}:pull,push"`;
      return void response.writeHead(401, { 'www-authenticate': header }).end();
    }
    const content = this.options.contents?.[`${name}/${rest}`];
    if (content) return this.giveContent(request, content, response);
    const tags = this.options.repositories?.[name];
    if (!tags) return void response.writeHead(404).end('{"errors":[{"code":"NAME_UNKNOWN"}]}');
    if (rest === 'tags/list') return this.giveTags(name, Object.keys(tags), url, response);
    const manifest = tags[rest!.slice('manifests/'.length)];
    if (manifest === undefined) return void response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    response.writeHead(200, { 'content-type': indexType, 'docker-content-digest': digestOf(manifest), 'content-length': Buffer.byteLength(manifest) });
    response.end(request.method === 'HEAD' ? undefined : manifest);
  }

  private giveContent({ method }: http.IncomingMessage, { type, bytes }: FakeContent, response: http.ServerResponse): void {
    response.writeHead(200, { 'content-type': type, 'docker-content-digest': digestOf(bytes), 'content-length': bytes.length });
    response.end(method === 'HEAD' ? undefined : bytes);
  }

  private giveToken(request: http.IncomingMessage, { searchParams }: URL, response: http.ServerResponse): void {
    const { login, identityToken } = this.options.tokens ?? {};
    const given = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    if ((login !== undefined && given !== login) || identityToken !== undefined) return void response.writeHead(401).end();
    if (searchParams.get('service') !== 'fake registry') return void response.writeHead(400).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token: `token-for-${searchParams.get('scope')}` }));
  }

  private async exchangeToken(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const form = Object.fromEntries(new URLSearchParams(body));
    this.forms.push(form);
    if (form.refresh_token !== this.options.tokens?.identityToken) return void response.writeHead(400).end('{"error":"invalid_grant"}');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: `token-for-${form.scope}`, expires_in: 60 }));
  }

  private giveTags(name: string, tags: readonly string[], { searchParams }: URL, response: http.ServerResponse): void {
    const from = searchParams.has('last') ? tags.indexOf(searchParams.get('last')!) + 1 : 0;
    const page = tags.slice(from, from + (this.options.page ?? tags.length));
    const more = from + page.length < tags.length;
    const link = more ? { link: `</v2/${name}/tags/list?last=${page.at(-1)}&n=${page.length}>; rel="next"` } : {};
    response.writeHead(200, { 'content-type': 'application/json', ...link }).end(JSON.stringify({ name, tags: page }));
  }
}

export function digestOf(text: string | Buffer): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
