/** Files of a build context that hold credentials: by name first, and where the name is not enough, by what is in them. */
import type { DockerfileModel } from '../dockerfile/model';
import { secretFileKind } from '../secrets/files';
import { isLiteralSecret } from '../secrets/literal';
import { isSecretName } from '../secrets/names';
import { settingsIn } from '../secrets/settings';
import { findSecrets } from '../secrets/values';
import { once } from '../text/once';
import type { Span } from '../text/span';
import type { Workspace } from '../workspace/model';
import { relativeTo } from '../workspace/uri';
import type { BuildContext } from './build-context';
import { contextSourceAt } from './sources';

/** Their content is looked at; more of them is no project but a collection. */
const mostCandidates = 50;

const keyFile = /\.(?:pem|key|ppk|ovpn)$|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/i;
const variables = /(?:^|\/)(?:\.env(?:\.[\w-]+)*|[\w-]+\.env|\.envrc)$/i;
/** What they hold is no text, or a text that only means credentials. */
const nothingElse = /\.(?:p12|pfx|jks|keystore|kdbx)$|(?:^|\/)(?:\.git-credentials|_?\.?netrc|\.pgpass|\.dockercfg|\.dockerconfigjson|kubeconfig(?:\.ya?ml)?|terraform\.tfstate(?:\.backup)?|\.vault[-_](?:token|pass)|master\.key)$|(?:^|\/)(?:\.aws\/credentials|\.kube\/config|\.docker\/config\.json)$/i;
/** Made up for tests and documentation. */
const madeUp = /(?:^|[/._-])(?:tests?|ci|dusk|testdata|testing|spec|specs|fixtures?|mocks?|stubs?|e2e|examples?|samples?|demos?|docs?|templates?|dist|dummy|fake|snakeoil|insecure|ca-certificates|third_party|vendor|public)(?:[/._-]|$)/i;

/** Paths of files that hold credentials and reach the builder. Undefined where files are not known. */
export const secretFiles = once((context: BuildContext): readonly string[] | undefined => {
  const walk = context.ignore === undefined ? undefined : context.walk();
  if (!walk || madeUp.test(relativeTo(context.top, context.root) ?? '')) return walk && [];
  const candidates = walk.entries.filter(({ path, kind }) => kind === 'file' && mayHoldSecrets(path) && !context.ignores(path)).slice(0, mostCandidates);
  return candidates.map(({ path }) => path).filter((path) => holdsSecrets(path, context));
});

/**
 * Whether a file that often holds no credential (.npmrc, .yarnrc.yml, .env) may hold one: what is written in it tells, where it can be read. Settings of Yarn come with the project, and nobody
 * writes a token into them without need, so that their name alone says nothing.
 */
export function mayHoldCredential(file: DockerfileModel, at: Span, context: BuildContext | undefined): boolean {
  const path = contextSourceAt(file, at)?.path;
  if (path === undefined) return true;
  return context && typeof context.text(path) === 'string' ? holdsSecrets(path, context) : !/(?:^|\/)\.yarnrc\.yml$/.test(path);
}

/** Whether a file that is named in an instruction is a private key by what is in it, whatever its name. False where it cannot be read. */
export function isPrivateKey(file: DockerfileModel, at: Span, workspace: Workspace): boolean {
  const path = contextSourceAt(file, at)?.path;
  if (path === undefined || madeUp.test(path) || !keyFile.test(path)) return false;
  const context = workspace.contextsOf?.(file)?.context;
  return context !== undefined && holdsSecrets(path, context);
}

/** `.env.production` and the like, which projects also keep without any credential in them. */
export function holdsVariables(path: string): boolean {
  return variables.test(path);
}

function mayHoldSecrets(path: string): boolean {
  return !madeUp.test(path) && (keyFile.test(path) || variables.test(path) || secretFileKind(path) !== undefined);
}

function holdsSecrets(path: string, context: BuildContext): boolean {
  // What cannot be read as text is known by its name alone.
  if (nothingElse.test(path)) return (context.details(path)?.size ?? 0) > 0;
  const text = context.text(path);
  if (typeof text !== 'string') return false;
  if (findSecrets(text).length > 0) return true;
  if (keyFile.test(path)) return false;
  if (/(?:^|\/)\.(?:npmrc|yarnrc\.yml)$/.test(path)) return /(?:_auth(?:token)?|_password|npmAuth(?:Token|Ident))["']?\s*[=:]\s*["']?(?![\s"'$]|<)\S{8,}/i.test(text);
  if (/(?:^|\/)\.?htpasswd$/.test(path)) return /^[^#\s:]+:\S{8,}/m.test(text);
  return settingsIn(text).some(([name, value]) => isSecretName(name) && isLiteralSecret(value) && value.length >= 6 && !isWord(value));
}

/** `insecure`, `photoprism`: what is written into files that come with a project, so that it starts. */
function isWord(value: string): boolean {
  return /^[a-z]{1,11}$|^[A-Z]{1,11}$/.test(value);
}
