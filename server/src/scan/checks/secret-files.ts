/**
 * Files that hold credentials: the names that tools give them by default, and what must stand in them. The name alone is never enough, since most such files hold no secret.
 * Sources: the manuals of the tools named.
 */
import { embeddedPasswords, isWeakPassword } from '../../lint/secrets/connection-string';
import { isLiteralSecret, isWord } from '../../lint/secrets/literal';
import { isSecretName } from '../../lint/secrets/names';
import { settingsIn } from '../../lint/secrets/settings';
import { findSecrets, isPlaceholder } from '../../lint/secrets/values';
import type { SecretContent } from '../types';
import { privateKeyIn } from './private-keys';

/** Bytes above which a file is not looked into: credentials are short, and the largest bundles of certificates have half of it. */
export const maxSecretFileBytes = 1024 * 1024;
/** Settings with longer values are data. */
const longestValue = 4096;
/** Variables named in a message. */
const mostNames = 3;

interface SecretFile {
  /** What it holds, as it reads after "holds". */
  readonly what: string;
  /** Pattern of the base name, in any case of letters. */
  readonly name: string;
  /** Pattern of the end of the path, where the name is that of other files too. */
  readonly path?: RegExp;
  /** Whether it does; or what, where the content says more. */
  holds(text: string): boolean | string;
}

/** A value that somebody wrote down: no placeholder, variable or path. */
function isWritten(value: string | undefined): boolean {
  return value !== undefined && isLiteralSecret(value);
}

/** The first group of a match is a credential that is written out. */
function written(pattern: RegExp): (text: string) => boolean {
  return (text) => [...text.matchAll(new RegExp(pattern, 'gim'))].some(([, value]) => isWritten(value));
}

function holdsPasswordInUrl(text: string): boolean {
  return embeddedPasswords(text).length > 0;
}

type Json = { readonly [key: string]: unknown };

function json(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** `auths` of Docker's and Podman's files; the old one has no such level. A login that a helper keeps leaves an empty entry. */
function holdsRegistryLogin(text: string): boolean {
  const document = json(text);
  return entries(document?.auths ?? document).some(([, login]) => entries(login).some(([key, value]) => /^(?:auth|identitytoken|registrytoken|password)$/.test(key) && typeof value === 'string' && value.length >= 4));
}

function holdsGoogleKey(text: string): boolean | string {
  const document = json(text);
  if (document?.type === 'service_account' && typeof document.private_key === 'string') return privateKeyIn(document.private_key) !== undefined && 'the key of a Google Cloud service account';
  return document?.type === 'authorized_user' && typeof document.refresh_token === 'string' && isWritten(document.refresh_token) && 'a Google Cloud login';
}

function holdsComposerLogin(text: string): boolean {
  return entries(json(text)).some(([kind, hosts]) => /^(?:http-basic|bearer|github-oauth|gitlab-(?:oauth|token)|bitbucket-oauth)$/.test(kind)
    && entries(hosts).some(([, login]) => [login, ...entries(login).map(([, value]) => value)].some((value) => typeof value === 'string' && value.length >= 8 && isWritten(value))));
}

/** Names of the variables that are set to credentials; weak passwords and words are what projects start with. */
function secretSettings(text: string): string | boolean {
  const names = settingsIn(text).flatMap(([name, value]) => {
    if (value.length < 8 || value.length > longestValue || isPlaceholder(value)) return [];
    const secret = findSecrets(value).length > 0 || embeddedPasswords(value).some(({ weak }) => !weak) || (isSecretName(name) && isLiteralSecret(value) && !isWord(value) && !isWeakPassword(value));
    return secret ? [name] : [];
  });
  const more = names.length - mostNames;
  return names.length > 0 && `${names.length === 1 ? 'a value' : 'values'} of ${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const files: readonly SecretFile[] = [
  { what: 'credentials', name: '\\.env(?:\\.[\\w-]+)*|[\\w-]+\\.env|\\.envrc', holds: secretSettings },
  { what: 'a token of npm', name: '\\.npmrc', holds: written(/(?:_authToken|_auth|_password)[ \t]*=[ \t]*["']?([^\s"']{8,})/) },
  { what: 'a token of Yarn', name: '\\.yarnrc\\.yml', holds: written(/npmAuth(?:Token|Ident):[ \t]*["']?([^\s"']{8,})/) },
  { what: 'a login of PyPI', name: '\\.pypirc', holds: written(/^[ \t]*password[ \t]*[=:][ \t]*(\S{4,})/) },
  { what: 'a password in the address of a package index', name: 'pip\\.conf|pip\\.ini', holds: holdsPasswordInUrl },
  { what: 'a login', name: '[._]netrc', holds: written(/\bpassword[ \t\n]+(\S{3,})/) },
  { what: 'logins of Git', name: '\\.git-credentials', holds: holdsPasswordInUrl },
  { what: 'a login of Git', name: 'config', path: /(?:^|\/)\.git\/config$/, holds: (text) => holdsPasswordInUrl(text) || written(/^[ \t]*extraheader[ \t]*=[ \t]*authorization:[ \t]*\w+[ \t]+(\S{16,})/)(text) },
  { what: 'logins of registries', name: 'config\\.json|\\.dockercfg|\\.dockerconfigjson|auth\\.json', path: /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg|\.dockerconfigjson|containers\/auth\.json)$/, holds: holdsRegistryLogin },
  { what: 'logins of Composer', name: 'auth\\.json', holds: holdsComposerLogin },
  { what: 'an AWS secret key', name: 'credentials', path: /(?:^|\/)\.aws\/credentials$/, holds: written(/^[ \t]*aws_secret_access_key[ \t]*=[ \t]*([A-Za-z0-9/+=]{40})[ \t]*$/) },
  { what: 'a key of RubyGems', name: 'credentials', path: /(?:^|\/)\.gem\/credentials$/, holds: written(/^:[\w-]+:[ \t]*(\S{16,})/) },
  { what: 'a token of Cargo', name: 'credentials(?:\\.toml)?', path: /(?:^|\/)\.?cargo\/credentials(?:\.toml)?$/, holds: written(/^[ \t]*token[ \t]*=[ \t]*"(?:Bearer )?([^"\s]{16,})"/) },
  { what: 'a Google Cloud login', name: '[\\w.-]*(?:service[-_]?account|credentials?|gcp|gcloud|google|firebase|key)[\\w.-]*\\.json', holds: holdsGoogleKey },
  { what: 'a login of a Kubernetes cluster', name: 'kubeconfig|[\\w.-]+\\.kubeconfig|kubeconfig\\.ya?ml|config|(?:admin|super-admin|kubelet|controller-manager|scheduler)\\.conf', path: /(?:\.kube\/config|kubeconfig(?:\.ya?ml)?|kubernetes\/[\w-]+\.conf)$/i, holds: (text) => /^kind:[ \t]*Config\b/m.test(text) && written(/^[ \t-]*(?:client-key-data|token|password):[ \t]*["']?([^\s"']{16,})/)(text) },
  { what: 'the state of Terraform, with all attributes of what it manages in clear text', name: 'terraform\\.tfstate(?:\\.backup)?', holds: (text) => /"terraform_version"\s*:/.test(text) && /"(?:attributes|outputs)"\s*:\s*\{\s*"/.test(text) },
  { what: 'a token of Terraform', name: 'credentials\\.tfrc\\.json|\\.terraformrc', holds: written(/\btoken"?[ \t]*[:=][ \t]*"([^"\s]{14,})"/) },
  { what: 'hashes of passwords', name: '\\.?htpasswd', holds: (text) => /^[^\s:#]{1,255}:(?:\$apr1\$|\$2[aby]\$|\$[56]\$|\{SHA\}|[./0-9A-Za-z]{13}$)/m.test(text) },
  { what: 'a password of PostgreSQL', name: '\\.pgpass', holds: written(/^[^#\n:]*:[^:\n]*:[^:\n]*:[^:\n]*:(\S{3,})$/) },
  { what: 'a password of MySQL', name: '\\.my\\.cnf', holds: written(/^[ \t]*password[ \t]*=[ \t]*["']?([^\s"']{3,})/) },
  { what: 'a key of object storage', name: '\\.s3cfg|\\.boto|rclone\\.conf', holds: written(/^[ \t]*(?:secret_key|aws_secret_access_key|gs_oauth2_refresh_token|secret_access_key)[ \t]*=[ \t]*(\S{16,})/) },
  { what: 'a token of Vault', name: '\\.vault-token', holds: written(/^((?:hv[sb]|s)\.[A-Za-z0-9_-]{20,})\s*$/) },
  { what: 'a password of a Maven server', name: 'settings\\.xml', path: /(?:^|\/)\.m2\/settings\.xml$/, holds: written(/<(?:password|passphrase)>([^<{$]{3,256})<\//) },
  { what: 'a password of a NuGet source', name: 'nuget\\.config', holds: written(/\bkey="(?:ClearTextPassword)"\s+value="([^"%]{3,256})"/) },
  { what: 'a token of GitHub', name: 'hosts\\.ya?ml|hub', path: /(?:^|\/)\.config\/(?:gh\/hosts\.ya?ml|hub)$/, holds: written(/^[ \t-]*oauth_token:[ \t]*(\S{16,})/) },
  { what: 'the master key of a Rails application', name: 'master\\.key|(?:production|staging|development)\\.key', path: /(?:^|\/)config\/(?:master|credentials\/\w+)\.key$/, holds: (text) => /^[0-9a-f]{32}\s*$/.test(text) && !isPlaceholder(text.trim()) },
];

/** Files of private keys; what is not in PEM or PuTTY's form (PKCS #12, Java key stores) cannot be judged by its content. */
const keyNames = '[^/]*\\.(?:pem|key|ppk|p8|priv|asc)|[^/]*(?:rsa|dsa|ecdsa|ed25519)(?:[_-]key)?|identity|ssh_host_\\w+_key|[^/]*[_-]key';

const anyName = new RegExp(`^(?:${[keyNames, ...files.map(({ name }) => name)].join('|')})$`, 'i');
const byName = files.map((file) => ({ ...file, pattern: new RegExp(`^(?:${file.name})$`, 'i') }));
const keyName = new RegExp(`^(?:${keyNames})$`, 'i');

/** Where packages of languages and of no package manager keep what they ship, and what is made up for tests and documentation. */
const ofOthers = new RegExp(
  `(?:^|/)(?:${[
    'site-packages', 'dist-packages', 'node_modules', 'bower_components', 'vendor', 'third[-_]party', 'gems', 'pkg/mod', 'registry/src', '\\.m2/repository', '\\.cache', 'conda-meta', 'pkgs', 'usr/share/(?!nginx/html/)[^/]+',
    'usr/local/share/[^/]+', 'usr/include', 'usr/src', 'etc/ssl/certs', 'etc/pki/ca-trust', 'proc', 'sys', 'dev',
    '_*tests?_*', 'testing', 'testdata', 'test[-_][\\w-]+', '[\\w-]+[-_]tests?', 'specs?', '_*fixtures?_*', '_*mocks?_*', 'stubs?', 'e2e', 'examples?', 'samples?', 'demos?', 'docs?', 'dummy', 'fake', 'insecure', 'snakeoil',
  ].join('|')})/`,
  'i',
);
const madeUpName = /(?:^|[._-])(?:tests?|testing|examples?|samples?|demos?|dummy|fake|mock|insecure|snakeoil|template|tmpl|tpl|dist|pub|public|ca-bundle|cacerts?)(?:[._-]|$)/i;

/** By the path alone: whether somebody should look into it. Asked of every path of every layer. */
export function mayHoldSecret(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return anyName.test(name) && !madeUpName.test(name) && !ofOthers.test(path);
}

/** What a file of such a path holds. Undefined where it holds no credential. */
export function secretIn(path: string, content: Uint8Array): SecretContent | undefined {
  // Credentials are ASCII; what a comment beside them says does not matter.
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const file of byName) {
    if (!file.pattern.test(name) || file.path?.test(path) === false) continue;
    const holds = file.holds(text);
    if (holds !== false) return { kind: 'credentials', what: holds === true ? file.what : holds };
  }
  return keyName.test(name) ? privateKeyIn(text) : undefined;
}
