/**
 * Asks a registry, by the OCI distribution API, what a tag stands for, which tags there are, and what belongs to an image. Every request is one that the user asked for.
 * https://github.com/opencontainers/distribution-spec, and for tokens https://distribution.github.io/distribution/spec/auth/token/
 * and, where the login is an identity token, https://distribution.github.io/distribution/spec/auth/oauth/
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { send } from '../http';
import { parseChallenge } from './challenge';
import { loginFor, type CredentialPlaces, type FoundLogin } from './credentials';
import { rateLimit, RegistryError, unreachable, unreadable } from './errors';
import { mayAsk, type Repository } from './repository';

export interface ResolvedTag {
  /** `sha256:…`, of the index where the image is there for several platforms. */
  readonly digest: string;
  readonly index: boolean;
}

export interface TagList {
  readonly tags: readonly string[];
  /** False where the registry has more tags than are read. */
  readonly complete: boolean;
}

export interface Content {
  /** Media type, lower case. */
  readonly type?: string;
  readonly bytes: Buffer;
}

export interface ReferrerList {
  /** Indexes, as they came. */
  readonly pages: readonly Buffer[];
  /** False where the registry has more pages than are read. */
  readonly complete: boolean;
}

export interface RegistryOptions extends CredentialPlaces {
  readonly signal?: AbortSignal;
  /** Milliseconds for one request, body included; 30 seconds by default. */
  readonly timeout?: number;
  /** How many tags are read at most; 20,000 by default. */
  readonly maxTags?: number;
}

const mebibyte = 1024 * 1024;
/** The specification lets registries refuse larger manifests. */
const maxManifest = 4 * mebibyte;
const maxToken = mebibyte;
const maxPage = 8 * mebibyte;
const maxPages = 100;
const maxReferrerPages = 10;

const indexTypes = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'];
const imageTypes = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];
const manifestTypes = [...indexTypes, ...imageTypes].join(', ');

/** One repository, for as long as one wish of the user takes: a token is asked for once. */
export class RepositoryClient {
  private readonly timeout: number;
  private authorization: string | undefined;
  private found: FoundLogin = {};

  constructor(
    private readonly repository: Repository,
    private readonly options: RegistryOptions = {},
  ) {
    this.timeout = options.timeout ?? 30_000;
  }

  /**
   * What a tag stands for now.
   *
   * @throws RegistryError with a message for the user; AbortError when the signal is raised
   */
  async resolve(tag: string): Promise<ResolvedTag> {
    const path = `manifests/${tag}`;
    // HEAD first: Docker Hub does not count it as a pull.
    const head = await this.ask('HEAD', path, async (response) => manifestOf(response));
    if (head.value?.digest !== undefined) return this.resolved(tag, head.value);
    if (![200, 405, 501].includes(head.status)) throw this.refusal(head, `image ${this.repository.name}:${tag}`);
    const whole = await this.ask('GET', path, async (response) => ({ ...manifestOf(response), body: await body(response, maxManifest) }));
    if (!whole.value) throw this.refusal(whole, `image ${this.repository.name}:${tag}`);
    const { digest, type, body: bytes } = whole.value;
    const algorithm = digest?.startsWith('sha512:') ? 'sha512' : 'sha256';
    const actual = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
    if (digest !== undefined && digest !== actual) {
      throw new RegistryError(`${this.repository.registry} names the digest ${digest} for ${this.repository.name}:${tag}, but sends content with ${actual}. Something between here and the registry changes it; nothing is pinned.`);
    }
    return this.resolved(tag, { digest: actual, type });
  }

  /**
   * All tags, in the order of the registry.
   *
   * @throws RegistryError with a message for the user; AbortError when the signal is raised
   */
  async tags(): Promise<TagList> {
    const { registry } = this.repository;
    const maxTags = this.options.maxTags ?? 20_000;
    const tags: string[] = [];
    const seen = new Set<string>();
    for (let path: string | undefined = 'tags/list?n=1000'; path !== undefined; ) {
      seen.add(path);
      const page: Answer<Buffer> = await this.ask('GET', path, (response) => body(response, maxPage));
      if (!page.value) throw this.refusal(page, `repository ${this.repository.name}`);
      tags.push(...tagsOf(page.value, registry));
      path = this.nextPage(page.response.headers.link, path);
      if (path !== undefined && (tags.length >= maxTags || seen.size === maxPages)) return { tags: tags.slice(0, maxTags), complete: false };
      if (path !== undefined && seen.has(path)) throw new RegistryError(`${registry} lists the tags of ${this.repository.name} in a circle.`);
    }
    return { tags, complete: true };
  }

  /**
   * A manifest as it lies there, by tag or digest, whatever it describes; undefined where there is none. Nothing is compared with a digest here.
   *
   * @throws RegistryError with a message for the user; AbortError when the signal is raised
   */
  async manifest(reference: string): Promise<Content | undefined> {
    return this.content(`manifests/${reference}`, maxManifest, `manifest ${this.repository.name}:${reference}`);
  }

  /** A blob of at most `limit` bytes, under the same conditions as a manifest. */
  async blob(digest: string, limit: number): Promise<Buffer | undefined> {
    return (await this.content(`blobs/${digest}`, limit, `blob ${digest} of ${this.repository.name}`))?.bytes;
  }

  /**
   * The lists of what refers to a manifest, page by page; undefined where the registry does not know this question.
   *
   * @throws RegistryError with a message for the user; AbortError when the signal is raised
   */
  async referrers(digest: string): Promise<ReferrerList | undefined> {
    const pages: Buffer[] = [];
    const seen = new Set<string>();
    for (let path: string | undefined = `referrers/${digest}`; path !== undefined; ) {
      if (seen.size === maxReferrerPages || seen.has(path)) return { pages, complete: false };
      seen.add(path);
      const page: Answer<Content> = await this.ask('GET', path, async (response) => ({ ...manifestOf(response), bytes: await body(response, maxManifest) }));
      // Registries from before version 1.1 of the specification answer as they do to any path they do not know; some with a page for people.
      const unknown = [400, 404, 405, 501].includes(page.status) || (page.value !== undefined && page.value.type !== indexTypes[0]);
      if (unknown && pages.length === 0) return undefined;
      if (!page.value || unknown) throw this.refusal(page, `list of what belongs to ${digest}`);
      pages.push(page.value.bytes);
      path = this.nextPage(page.response.headers.link, path);
    }
    return { pages, complete: true };
  }

  private async content(path: string, limit: number, what: string): Promise<Content | undefined> {
    const answer = await this.ask('GET', path, async (response) => ({ ...manifestOf(response), bytes: await body(response, limit) }));
    if (answer.status === 404) return undefined;
    if (!answer.value) throw this.refusal(answer, what);
    const { type, bytes } = answer.value;
    return { bytes, ...(type === undefined ? {} : { type }) };
  }

  private resolved(tag: string, { digest, type }: Manifest): ResolvedTag {
    const { registry, name } = this.repository;
    if (!/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(digest ?? '')) throw new RegistryError(`${registry} gives no digest that can be used for ${name}:${tag}.`);
    if (type !== undefined && ![...indexTypes, ...imageTypes].includes(type)) throw new RegistryError(`${registry} has ${name}:${tag} in a form that is not pinned (${type}). Push it again with a current Docker.`);
    return { digest: digest!, index: type !== undefined && indexTypes.includes(type) };
  }

  /** The path below the repository of the page that a Link header names. */
  private nextPage(link: string | string[] | undefined, current: string): string | undefined {
    const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec([link ?? []].flat().join(', '))?.[1];
    if (target === undefined) return undefined;
    const url = new URL(target, this.url(current));
    const base = this.url('');
    if (!url.href.startsWith(base)) throw new RegistryError(`${this.repository.registry} says that its list goes on at ${url.origin}${url.pathname}, which is not asked.`);
    return url.href.slice(base.length);
  }

  private url(path: string): string {
    return `${this.repository.origin}/v2/${this.repository.name}/${path}`;
  }

  /** One request; where the registry wants credentials or a token, once more with them. */
  private async ask<T>(method: 'GET' | 'HEAD', path: string, read: (response: IncomingMessage) => Promise<T>): Promise<Answer<T>> {
    const first = await this.once(method, this.url(path), this.authorization, read);
    // Only the registry itself says who may have its login, not a server that it redirects to.
    if (first.status !== 401 || first.elsewhere) return first;
    const challenge = parseChallenge(first.response.headers['www-authenticate']);
    if (!challenge) return first;
    this.found = await loginFor(this.repository.registry, this.options, this.options.signal);
    const basic = this.found.login && `Basic ${Buffer.from(`${this.found.login.username}:${this.found.login.password}`).toString('base64')}`;
    this.authorization = challenge.scheme === 'basic' ? basic : `Bearer ${await this.token(challenge.realm, challenge.service, basic)}`;
    return this.authorization === undefined ? first : this.once(method, this.url(path), this.authorization, read);
  }

  private async token(realm: string, service: string | undefined, basic: string | undefined): Promise<string> {
    const { registry, name } = this.repository;
    const url = URL.canParse(realm) ? new URL(realm) : undefined;
    if (!url || !mayAsk(url, this.repository)) throw new RegistryError(`${registry} wants a token from "${realm}", which is no address that is asked.`);
    const wish = { ...(service === undefined ? {} : { service }), scope: `repository:${name}:pull` };
    const answer = this.found.identityToken === undefined ? await this.tokenByLogin(url, wish, basic) : await this.tokenByIdentity(url, wish, this.found.identityToken);
    const { token, access_token: accessToken } = json(answer, url.host) as { token?: unknown; access_token?: unknown };
    const text = token ?? accessToken;
    // A header takes no line breaks and the like.
    if (typeof text !== 'string' || !/^[\x21-\x7e]+$/.test(text)) throw unreadable(url.host, 'the answer holds no token');
    return text;
  }

  private async tokenByLogin(url: URL, wish: Readonly<Record<string, string>>, basic: string | undefined): Promise<Buffer> {
    for (const [name, value] of Object.entries(wish)) url.searchParams.set(name, value);
    const answer = await this.once('GET', url.href, basic, (response) => body(response, maxToken));
    if (!answer.value) throw this.refusal(answer, `repository ${this.repository.name}`, url.host);
    return answer.value;
  }

  private async tokenByIdentity(url: URL, wish: Readonly<Record<string, string>>, identityToken: string): Promise<Buffer> {
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'plimsoll', ...wish, refresh_token: identityToken });
    const answer = await this.once('POST', url.href, undefined, (response) => body(response, maxToken), form.toString());
    if (answer.value) return answer.value;
    // OAuth answers 400 to a token that has run out; 404 and 405 are those of a service without OAuth.
    if (answer.status < 400 || answer.status >= 500 || answer.status === 429) throw this.refusal(answer, `repository ${this.repository.name}`, url.host);
    throw new RegistryError(`${url.host} does not take the identity token that is kept as the login for ${this.repository.registry} (status ${answer.status}). Run \`${this.loginCommand()}\` again.`);
  }

  private async once<T>(method: 'GET' | 'HEAD' | 'POST', url: string, authorization: string | undefined, read: (response: IncomingMessage) => Promise<T>, form?: string): Promise<Answer<T>> {
    const { host } = new URL(url);
    const timeout = AbortSignal.timeout(this.timeout);
    const signal = this.options.signal ? AbortSignal.any([this.options.signal, timeout]) : timeout;
    let response: IncomingMessage | undefined;
    let elsewhere = false;
    try {
      response = await send(url, {
        method,
        headers: {
          accept: url.includes('/manifests/') ? manifestTypes : url.includes('/blobs/') ? '*/*' : url.includes('/referrers/') ? indexTypes[0]! : 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
          ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(form === undefined ? {} : { body: form }),
        signal,
        idleTimeout: this.timeout,
        mayFollow: (to) => {
          elsewhere ||= to.origin !== this.repository.origin;
          return mayAsk(to, this.repository);
        },
        environment: this.repository.loopback ? {} : this.options.environment,
      });
      const status = response.statusCode ?? 0;
      return { status, response, elsewhere, ...(status === 200 ? { value: await read(response) } : {}) };
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (error instanceof RegistryError) throw error;
      throw timeout.aborted ? new RegistryError(`${host} does not answer within ${this.timeout / 1000} seconds. Check the connection, then ask again.`) : unreachable(host, error as Error);
    } finally {
      response?.destroy();
    }
  }

  private loginCommand(): string {
    const { registry } = this.repository;
    return `docker login${registry === 'docker.io' ? '' : ` ${registry}`}`;
  }

  private refusal({ status, response }: Answer<unknown>, what: string, host = this.repository.registry): RegistryError {
    if (status === 429) return rateLimit(host, response.headers['retry-after']);
    if (status === 404) return new RegistryError(`${host} has no ${what}. Check the name and the tag.`);
    if (status === 401 || status === 403) return new RegistryError(this.noAccess(what, host));
    return new RegistryError(`${host} answers with status ${status}. ${status >= 500 ? 'Ask again later.' : 'It may be no registry.'}`);
  }

  private noAccess(what: string, host: string): string {
    const { login, identityToken } = this.found;
    const command = this.loginCommand();
    const by = login ? `the login of "${login.username}"` : identityToken !== undefined ? 'the identity token of the login' : undefined;
    if (by !== undefined) return `${host} gives no access to ${what} with ${by}: it is not there, or this account may not read it. Check the name, or run \`${command}\` again.`;
    return `${host} gives no access to ${what}: it is not there, or it is private. Check the name, or run \`${command}\`.${this.found.problem === undefined ? '' : ` ${this.found.problem}`}`;
  }
}

interface Answer<T> {
  readonly status: number;
  readonly response: IncomingMessage;
  /** A redirect has led to another server. */
  readonly elsewhere: boolean;
  /** What was read of an answer with status 200, and of no other. */
  readonly value?: T;
}

interface Manifest {
  readonly digest?: string;
  readonly type?: string;
}

function manifestOf({ headers }: IncomingMessage): Manifest {
  const digest = headers['docker-content-digest'];
  const type = headers['content-type']?.split(';', 1)[0]!.trim().toLowerCase();
  return { ...(typeof digest === 'string' && digest !== '' ? { digest } : {}), ...(type ? { type } : {}) };
}

async function body(response: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += (chunk as Buffer).length;
    if (size > limit) throw new RegistryError(`The answer of the registry is larger than the ${limit / mebibyte} MiB that are read.`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function json(bytes: Buffer, host: string): object {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw unreadable(host, 'the answer is not what the registry API describes');
}

function tagsOf(bytes: Buffer, registry: string): string[] {
  const { tags } = json(bytes, registry) as { tags?: unknown };
  // Null where a repository has none.
  if (tags === null || tags === undefined) return [];
  if (!Array.isArray(tags)) throw unreadable(registry, 'the answer holds no list of tags');
  return tags.filter((tag): tag is string => typeof tag === 'string' && /^\w[\w.-]{0,127}$/.test(tag));
}
