import * as http from 'node:http';
import * as https from 'node:https';
import * as tls from 'node:tls';

export interface HttpOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  /** Of a POST. Such a request goes to no other address than the one that is given: the body may be a secret. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Milliseconds without a byte after which the server counts as gone; 30 seconds by default. */
  readonly idleTimeout?: number;
  /** Where the proxies are named; the process's environment by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Says whether a redirect may lead there; by default it may lead anywhere. */
  readonly mayFollow?: (to: URL) => boolean;
}

const maxRedirects = 5;

/**
 * One request over HTTP or HTTPS, through the proxy that the environment names. Follows redirects, except from HTTPS
 * to HTTP; credentials stay with the server that they are for. The caller must read the body or destroy it.
 *
 * @throws Error with a sentence that names the host
 */
export async function send(address: string, options: HttpOptions = {}): Promise<http.IncomingMessage> {
  let url = parseUrl(address);
  let headers = options.headers;
  for (let redirects = 0; ; redirects += 1) {
    const response = await sendOnce(url, { ...options, headers });
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0) || location === undefined) return response;
    response.resume();
    if (redirects === maxRedirects) throw new Error(`${url.host} redirects more than ${maxRedirects} times`);
    const next = parseUrl(new URL(location, url).href);
    if (url.protocol === 'https:' && next.protocol === 'http:') throw new Error(`${url.host} redirects from HTTPS to plain HTTP`);
    if (options.body !== undefined) throw new Error(`${url.host} redirects to ${next.origin}${next.pathname}, where what was to be sent is not sent`);
    if (options.mayFollow?.(next) === false) throw new Error(`${url.host} redirects to ${next.origin}, which is not asked`);
    if (next.origin !== url.origin) headers = withoutCredentials(headers);
    url = next;
  }
}

function withoutCredentials(headers: HttpOptions['headers']): HttpOptions['headers'] {
  return headers && Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}

function parseUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new Error(`"${address}" is no address with http or https`);
  return url;
}

async function sendOnce(url: URL, options: HttpOptions): Promise<http.IncomingMessage> {
  const proxy = proxyFor(url, options.environment ?? process.env);
  const timeout = options.idleTimeout ?? 30_000;
  const common = { method: options.method ?? 'GET', headers: { 'user-agent': 'plimsoll', ...options.headers }, signal: options.signal, timeout };
  if (!proxy) return respond(url, (url.protocol === 'https:' ? https : http).request(url, common), options.body);
  const authorization = proxyAuthorization(proxy);
  if (url.protocol === 'http:') {
    return respond(url, http.request(proxy, { ...common, path: url.href, headers: { ...common.headers, ...authorization, host: url.host } }), options.body);
  }
  const socket = await tunnel(url, proxy, { ...common, headers: authorization });
  // Without an agent: one would open a connection of its own.
  return respond(url, https.request(url, { ...common, defaultPort: 443, createConnection: () => tls.connect({ socket, servername: url.hostname }) }), options.body);
}

function respond(url: URL, request: http.ClientRequest, body?: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', (error) => reject(error.name === 'AbortError' ? error : new Error(`${url.host} cannot be reached: ${error.message}`)));
    request.on('timeout', () => request.destroy(new Error('it does not answer')));
    request.end(body);
  });
}

/** A connection to the server through the proxy. */
function tunnel(url: URL, proxy: URL, options: http.RequestOptions): Promise<NodeJS.Socket & tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const target = `${url.hostname}:${url.port || 443}`;
    const request = http.request(proxy, { ...options, method: 'CONNECT', path: target, headers: { ...options.headers, host: target } });
    request.on('connect', (response, socket) => {
      if (response.statusCode === 200) {
        // From here on the request that goes through it watches the time.
        socket.setTimeout(0);
        resolve(socket as NodeJS.Socket & tls.TLSSocket);
      } else {
        socket.destroy();
        reject(new Error(`the proxy ${proxy.host} refuses ${url.host} with status ${response.statusCode}`));
      }
    });
    request.on('error', (error) => reject(error.name === 'AbortError' ? error : new Error(`the proxy ${proxy.host} cannot be reached: ${error.message}`)));
    request.on('timeout', () => request.destroy(new Error('it does not answer')));
    request.end();
  });
}

/** The proxy for an address, by the variables that curl and others read, in either case. */
export function proxyFor(url: URL, environment: NodeJS.ProcessEnv): URL | undefined {
  const value = (name: string): string | undefined => environment[name.toLowerCase()] || environment[name];
  if (isExempt(url, value('NO_PROXY') ?? '')) return undefined;
  const named = (url.protocol === 'https:' ? value('HTTPS_PROXY') : value('HTTP_PROXY')) ?? value('ALL_PROXY');
  if (!named) return undefined;
  const address = named.includes('://') ? named : `http://${named}`;
  const proxy = URL.canParse(address) ? new URL(address) : undefined;
  return proxy?.protocol === 'http:' ? proxy : undefined;
}

/** `NO_PROXY` lists hosts; a domain stands for the hosts below it, with or without a leading dot. */
function isExempt(url: URL, list: string): boolean {
  return list
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '')
    .some((item) => item === '*' || item === url.host || item === url.hostname || url.hostname.endsWith(item.startsWith('.') ? item : `.${item}`));
}

function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (!username) return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
