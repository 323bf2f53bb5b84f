/** What `docker login` has left for a registry. Read where Docker reads it, never written, sent to that registry only. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface FoundLogin {
  /** Without it, and without an identity token, the registry is asked anonymously. */
  readonly login?: Login;
  /** In place of a login: what the registry's token service gives tokens for. */
  readonly identityToken?: string;
  /** Why a login that seems to be there is not used: a sentence, told only where the registry wants one. */
  readonly problem?: string;
}

export interface CredentialPlaces {
  /** By default the process's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** By default the user's. */
  readonly home?: string;
}

interface DockerConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: unknown; readonly username?: unknown; readonly password?: unknown; readonly identitytoken?: unknown }>>;
  readonly credHelpers?: Readonly<Record<string, unknown>>;
  readonly credsStore?: unknown;
}

const helperTimeout = 10_000;

/** By the registry's name (`docker.io`, `ghcr.io`). Fails never. */
export async function loginFor(registry: string, places: CredentialPlaces = {}, signal?: AbortSignal): Promise<FoundLogin> {
  const environment = places.environment ?? process.env;
  const home = places.home ?? homedir();
  const file = path.join(environment.DOCKER_CONFIG || path.join(home, '.docker'), 'config.json');
  let config: DockerConfig;
  try {
    config = (JSON.parse(await readFile(file, 'utf8')) ?? {}) as DockerConfig;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? {} : { problem: `${file} cannot be read: ${(error as Error).message}.` };
  }
  // Docker Hub's logins are under the address of its first version.
  const server = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
  const helper = config.credHelpers?.[server] ?? config.credHelpers?.[registry] ?? config.credsStore;
  if (typeof helper === 'string' && helper !== '') return fromHelper(helper, server, { environment, home, signal });
  const entry = Object.entries(config.auths ?? {}).find(([key]) => key === server || hostOf(key) === registry)?.[1];
  return entry ? fromEntry(entry, registry) : {};
}

/** Keys may be addresses: `https://registry.example/v2/`. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').split('/', 1)[0]!;
}

function fromEntry(entry: NonNullable<DockerConfig['auths']>[string], registry: string): FoundLogin {
  const { auth, username, password, identitytoken } = entry;
  if (typeof username === 'string' && typeof password === 'string') return { login: { username, password } };
  if (typeof identitytoken === 'string' && identitytoken !== '') return { identityToken: identitytoken };
  if (typeof auth !== 'string') return {};
  const [whole, name, secret] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth, 'base64').toString('utf8')) ?? [];
  return whole === undefined ? { problem: `The login for ${registry} in Docker's config.json cannot be read. Log in again.` } : { login: { username: name!, password: secret! } };
}

/** Asks a program of the user's, as Docker does: `docker-credential-NAME get`, the server on its standard input, JSON on its output. */
function fromHelper(name: string, server: string, { environment, home, signal }: { environment: NodeJS.ProcessEnv; home: string; signal: AbortSignal | undefined }): Promise<FoundLogin> {
  if (!/^[\w.-]+$/.test(name)) return Promise.resolve({ problem: `"${name}" in Docker's config.json is no name of a credential helper.` });
  const program = `docker-credential-${name}`;
  return new Promise((resolve) => {
    // In the home directory: on Windows a program is looked for in the working directory first, and that may be a project.
    const child = execFile(program, ['get'], { cwd: home, env: environment, timeout: helperTimeout, maxBuffer: 64 * 1024, signal, windowsHide: true }, (error, stdout) => {
      if (error) {
        // Most helpers fail, with these words, where there is no login.
        resolve(/credentials not found/i.test(stdout) ? {} : { problem: `${program} gives no login: ${firstLine(stdout) || error.message}.` });
        return;
      }
      resolve(helperAnswer(stdout, program));
    });
    // One that ends without reading is no failure of ours.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(server);
  });
}

function helperAnswer(output: string, program: string): FoundLogin {
  try {
    const { Username, Secret } = JSON.parse(output) as { Username?: unknown; Secret?: unknown };
    if (typeof Username === 'string' && typeof Secret === 'string') {
      if (Username === '<token>') return { identityToken: Secret };
      return Username === '' ? {} : { login: { username: Username, password: Secret } };
    }
  } catch {
    // Said below: what is not JSON is as little an answer as other JSON.
  }
  return { problem: `${program} gives an answer that cannot be read.` };
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]!.replace(/\.$/, '').slice(0, 200);
}
