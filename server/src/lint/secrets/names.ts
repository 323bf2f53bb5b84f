/** Names of variables that hold credentials. The words are those of common practice; a name that says file, version, public and the like holds something else. */

const secretWords: ReadonlySet<string> = new Set([
  'apikey', 'auth', 'credential', 'credentials', 'key', 'password', 'pword', 'passwd', 'pass', 'passphrase', 'secret', 'secrets', 'token', 'pwd', 'psw',
]);
const harmlessWords: ReadonlySet<string> = new Set([
  'public', 'file', 'version', 'path', 'dir', 'directory', 'name', 'id', 'url', 'uri', 'endpoint', 'type', 'length', 'size', 'ttl', 'expiry', 'expiration', 'enabled', 'server', 'host', 'port', 'fingerprint',
  'keyserver', 'keyring', 'algorithm', 'method', 'mode', 'policy', 'timeout', 'count', 'fingerprints', 'location', 'store', 'header', 'prefix', 'sha1', 'sha256', 'sha512', 'md5', 'checksum', 'digest', 'deps', 'packages', 'package', 'warn', 'warning',
  'domain', 'time', 'interval', 'realm', 'issuer', 'audience', 'provider', 'driver', 'scheme', 'sock', 'socket', 'scope', 'scopes', 'callback', 'minutes', 'seconds', 'hours', 'days',
]);
/** As the last word they say what the variable is, whatever stands before: `SERVER_PASSWORD`. */
const decisive: ReadonlySet<string> = new Set(['apikey', 'password', 'pword', 'passwd', 'passphrase', 'secret', 'token']);
/** Words that only make a secret together with another: `API_KEY` does, `SORT_KEY` and `KEY` alone say little. */
const weakWords: ReadonlySet<string> = new Set(['key', 'auth', 'pass', 'pwd', 'psw']);

/** Variables with these names are compiled into what every visitor of a web site downloads, so that they hold no secret, but for those that say they do. */
const published = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|STORYBOOK|GRIDSOME|EXPO_PUBLIC|NEXT_PUBLIC|NUXT_PUBLIC|NUXT_ENV)_/i;
const neverPublished: ReadonlySet<string> = new Set(['secret', 'password', 'passwd', 'private']);

/** Before `key` they make something that is no secret: a place in a store, an order, the half of a pair that everybody may see. */
const harmlessKeys: ReadonlySet<string> = new Set(['site', 'publishable', 'pub', 'sort', 'partition', 'foreign', 'cache', 'index', 'hot', 'route', 'routing', 'translation']);

/** Before `pass` they make a directive of nginx (`uwsgi_pass`), or a run of a compiler. */
const passes: ReadonlySet<string> = new Set(['uwsgi', 'fastcgi', 'scgi', 'schedule']);

/** Credentials whose words do not tell: one half of a pair, words run together. Whatever stands before them changes nothing. */
const knownNames = /(?:^|_)(?:AWS_ACCESS_KEY_ID|PGPASSWORD|SSHPASS)$/i;

/** Whole words between underscores, dashes, dots and humps: `DB_PASSWORD`, `githubToken`. */
export function isSecretName(name: string): boolean {
  if (knownNames.test(name) || isBundlerCredential(name)) return true;
  const words = wordsOfName(name);
  const last = words[words.length - 1];
  if (last === undefined || words.includes('public') || (published.test(name) && !words.some((word) => neverPublished.has(word)))) return false;
  if (decisive.has(last) || (last === 'key' && words[words.length - 2] === 'api')) return true;
  if (words.some((word) => harmlessWords.has(word))) return false;
  if (last === 'key' && harmlessKeys.has(words[words.length - 2] ?? '')) return false;
  if (last === 'pass' && passes.has(words[words.length - 2] ?? '')) return false;
  if (words.length === 1 && weakWords.has(words[0]!)) return false;
  return words.some((word) => secretWords.has(word));
}

/** `githubToken2` gives github, token2; `DB_PASSWORD` gives db, password. */
export function wordsOfName(name: string): string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z\d]+/).filter((word) => word !== '');
}

const bundlerSettings = /^(?:BUILD|CACHE|DISABLE|GEM|GLOBAL|IGNORE|INIT|LOCAL|MIRROR|PATH|PLUGINS|SPECIFIC|SSL|UPDATE)(?:_|$)/;

/** Bundler reads the login of a gem server from `BUNDLE_` and the host's name with `__` for the dots; its own settings with two underscores are none. */
function isBundlerCredential(name: string): boolean {
  const host = /^BUNDLE_([A-Z0-9_]+__[A-Z]{2,})$/.exec(name)?.[1];
  return host !== undefined && !bundlerSettings.test(host);
}
