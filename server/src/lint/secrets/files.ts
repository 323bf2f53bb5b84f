import { baseName } from '../text/go-path';
/** Files that hold credentials, by name. The names are those that tools give them by default, and those of common practice. */

/** Hold nothing but credentials. */
const secretNames = new RegExp(
  `^(?:${[
    'id_(?:rsa|dsa|ecdsa|ed25519)', '\\.env(?:\\.(?:local|production|prod))?', '\\.envrc', '_?\\.?netrc', '\\.pypirc', '\\.git-credentials', '\\.htpasswd', 'htpasswd', '\\.pgpass', '\\.my\\.cnf', '\\.s3cfg', '\\.boto',
    'kubeconfig(?:\\.ya?ml)?', 'credentials(?:\\.(?:json|ya?ml|xml|csv|properties))?', 'client_secrets?[\\w.-]*\\.json', '[\\w.-]*service[-_]?account[\\w.-]*\\.json', 'gcp-key\\.json', 'gcloud-service-key\\.json',
    '\\.dockercfg', '\\.dockerconfigjson', 'terraform\\.tfstate(?:\\.backup)?', 'master\\.key', '\\.vault[-_](?:token|pass)', 'vault[-_]pass(?:word)?(?:\\.txt)?', 'secrets?\\.(?:ya?ml|json|env|txt|properties)',
    '.*\\.(?:p12|pfx|jks|keystore|ppk|kdbx|ovpn)', '\\.(?:bash|zsh|mysql|psql|python)_history',
  ].join('|')})$`,
  'i',
);
/** Often hold credentials, and just as often none. */
const possibleNames = /^(?:\.npmrc|\.yarnrc\.yml|\.env\.(?:development|dev|staging|test))$/i;
const secretPaths = /(?:^|\/)(?:\.aws(?:\/(?:credentials|config))?|\.kube(?:\/config)?|\.docker\/config\.json|\.ssh|\.gnupg|\.config\/gcloud|\.azure)$/i;
/** `server.key`, `tls-key.pem`, `example.org.key`; a bare `nodesource.key` is as well a public key. */
const keyFiles = /(?:^|[/_.-])(?:priv(?:ate|key)?|server|client|tls|ssl|ca|host|localhost|local|cert|domain|site|web|jwt|rsa|ec|ssh|deploy)[\w-]*\.key$|(?:^|\/)[\w-]+(?:\.[\w-]+)+\.key$|(?:^|[/_-])(?:priv(?:ate|key)?|server|client|tls|ssl|ca|jwt|rsa|deploy)?[_-]?(?:key|priv(?:ate)?)\.pem$/i;
const harmless = /\.(?:pub|example|sample|template|dist|tmpl|tpl|md)$|(?:^|[/_.-])(?:trust-?store|cacerts|public|gpg|pgp|apt|archive|keyring|signing)(?:[/_.-]|$)/i;

export type SecretFileKind = 'secret' | 'possible';

/** Undefined where the name says nothing of the kind; examples, templates, public keys and trust stores are none. */
export function secretFileKind(path: string): SecretFileKind | undefined {
  const plain = path.replace(/\\/g, '/').replace(/\/+$/, '');
  const name = baseName(plain);
  if (harmless.test(name)) return undefined;
  if (secretNames.test(name) || secretPaths.test(plain) || keyFiles.test(plain)) return 'secret';
  return possibleNames.test(name) ? 'possible' : undefined;
}

/** Variables that name a file of credentials for the tools of a cloud. */
export const credentialFileVariables: ReadonlySet<string> = new Set([
  'GOOGLE_APPLICATION_CREDENTIALS', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'HF_TOKEN_PATH', 'AZURE_AUTH_LOCATION', 'AZURE_CLIENT_CERTIFICATE_PATH', 'KUBECONFIG', 'NETRC', 'PGPASSFILE', 'BOTO_CONFIG',
]);
