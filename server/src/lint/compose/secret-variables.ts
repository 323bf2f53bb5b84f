/** Variables of services that hold a secret, by name. Stricter than the general test: a service has many variables about secrets that are none. */
import { isSecretName } from '../secrets/names';

/** Words that make a key secret: `API_KEY`, but not `PARTITION_KEY`. */
const keyKinds = new Set(['api', 'access', 'private', 'secret', 'encryption', 'encrypt', 'signing', 'sign', 'master', 'auth', 'app', 'jwt', 'cookie', 'session', 'license', 'ssh', 'rsa', 'hmac', 'service', 'account', 'admin']);
/** A last word that says that the value is about a secret. */
const aboutLast = new Set([
  'expires', 'expire', 'lifetime', 'duration', 'seconds', 'minutes', 'hours', 'days', 'min', 'max', 'limit', 'disabled', 'enable', 'disable', 'required', 'alg', 'field', 'issuer', 'audience', 'regex', 'pattern', 'suffix',
  'interval', 'format', 'bucket', 'hint', 'rotation', 'reset', 'encryption', 'strategy', 'provider', 'manager', 'validation', 'check', 'class', 'engine', 'scope', 'scopes', 'region', 'age', 'usage', 'level', 'strength',
  'history', 'attempts', 'retries', 'username', 'user', 'email', 'role', 'plugin', 'realm', 'domain', 'hostname', 'address', 'ip', 'table', 'column', 'database', 'db', 'source', 'src', 'driver', 'backend', 'cache', 'service', 'servers', 'protocol', 'mechanism',
]);
/** A first word of a switch: `ALLOW_EMPTY_PASSWORD`, `RANDOM_ROOT_PASSWORD`. */
const switches = new Set(['allow', 'disable', 'enable', 'require', 'use', 'no', 'skip', 'is', 'has', 'random', 'generate', 'show', 'hide', 'max', 'min', 'num']);
/** Names for what is no secret: the names of files (Confluent's Kafka), the half of a pair of keys that says who asks (object stores, Pusher). */
const publicNames = /^KAFKA_\w*_CREDENTIALS$|(?:^|_)(?:AWS|B2|COS|GCS|MINIO|OSS|R2|RUSTFS|S3)_(?:\w+_)?ACCESS_KEY$|^(?:PUSHER|REVERB|SOKETI)_(?:\w+_)?APP_KEY$/i;
const strong = /^(?:apikey|credentials?|p(?:ass)?word|passwd|passphrase|secrets?|token)$/;

export function isSecretVariable(name: string): boolean {
  if (!isSecretName(name) || (publicNames.test(name) && !/SECRET/i.test(name))) return false;
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z\d]+/).filter((w) => w !== '');
  const last = words[words.length - 1]!;
  if (aboutLast.has(last) || switches.has(words[0]!) || words.includes('random')) return false;
  return words.some((w) => strong.test(w)) || last === 'pass' || last === 'pwd' || (last === 'key' && keyKinds.has(words[words.length - 2] ?? ''));
}
