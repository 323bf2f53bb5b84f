/** Names of variables that hold credentials. The words are those of common practice; a name that says file, version, public and the like holds something else. */

const secretWords: ReadonlySet<string> = new Set(['apikey', 'auth', 'credential', 'credentials', 'key', 'password', 'pword', 'passwd', 'pass', 'passphrase', 'secret', 'secrets', 'token', 'pwd']);
const harmlessWords: ReadonlySet<string> = new Set([
  'public', 'file', 'version', 'path', 'dir', 'directory', 'name', 'id', 'url', 'uri', 'endpoint', 'type', 'length', 'size', 'ttl', 'expiry', 'expiration', 'enabled', 'server', 'host', 'port', 'fingerprint',
  'keyserver', 'keyring', 'algorithm', 'method', 'mode', 'policy', 'timeout', 'count', 'fingerprints', 'location', 'store', 'header', 'prefix',
]);
/** Words that only make a secret together with another: `API_KEY` does, `SORT_KEY` and `KEY` alone say little. */
const weakWords: ReadonlySet<string> = new Set(['key', 'auth', 'pass', 'pwd']);

/** Whole words between underscores, dashes, dots and humps: `DB_PASSWORD`, `githubToken`. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z\d]+/).filter((word) => word !== '');
  if (words.length === 0 || words.some((word) => harmlessWords.has(word))) return false;
  if (words.length === 1 && weakWords.has(words[0]!)) return false;
  return words.some((word) => secretWords.has(word));
}
