/** Where a repository is asked for: the server behind its name, and the name that the server knows. Pure. */

export interface Repository {
  /** What people call the registry: `docker.io`, `127.0.0.1:5000`. */
  readonly registry: string;
  /** Path in the registry: `library/python`. */
  readonly name: string;
  /** Origin of the server: `https://registry-1.docker.io`. */
  readonly origin: string;
  /** On this machine itself: there, plain HTTP is safe, and no proxy leads there. */
  readonly loopback: boolean;
}

/** Docker Hub's registry answers under another name than its images bear. */
const servers: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/** `normalized` is a reference without tag and digest, registry and `library/` written out: `docker.io/library/python`. */
export function repositoryOf(normalized: string): Repository {
  const slash = normalized.indexOf('/');
  const registry = normalized.slice(0, slash);
  const loopback = isLoopback(registry);
  return { registry, name: normalized.slice(slash + 1), origin: `${loopback ? 'http' : 'https'}://${servers[registry] ?? registry}`, loopback };
}

/** The host, with or without a port, is this machine by its very name; nobody is asked what a name stands for. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);
}

/** Whether the client may send a request there: encrypted, or to this machine where the registry is on it too. */
export function mayAsk(url: URL, { loopback }: Repository): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback && isLoopback(url.host));
}
