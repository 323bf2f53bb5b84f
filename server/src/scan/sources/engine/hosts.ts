/**
 * Where engines listen. In the order of Docker's own client: DOCKER_HOST, DOCKER_CONTEXT, the current context, then the usual sockets;
 * for Podman CONTAINER_HOST, then its usual sockets.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { messageOf, ScanError } from '../../errors';
import { asObject, asString, parseJson } from '../documents';

export type EngineKind = 'docker' | 'podman';

export interface TlsFiles {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly verify: boolean;
}

export interface EngineHost {
  readonly kind: EngineKind;
  /** As DOCKER_HOST would name it: `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Why this place is tried, for messages: `DOCKER_HOST`, `context desktop-linux`; undefined for a usual place. */
  readonly origin?: string;
  readonly connection: { readonly socketPath: string } | { readonly host: string; readonly port: number; readonly tls?: TlsFiles };
}

/** What the search depends on; tests give their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly uid: number | undefined;
}

export function surroundings(): Surroundings {
  return { env: process.env, home: os.homedir(), platform: process.platform, uid: process.getuid?.() };
}

/**
 * The places to try, the likeliest first. One that the user has named (by setting, variable or context) is the only one of its kind.
 * @throws ScanError for a name that cannot be used.
 */
export function engineHosts(kind: EngineKind | undefined, engineHost: string | undefined, around: Surroundings = surroundings()): readonly EngineHost[] {
  if (engineHost !== undefined && engineHost !== '') {
    return [parseHost(kind ?? 'docker', engineHost, 'the engine host setting', environmentTls(around))];
  }
  const docker = kind === 'podman' ? [] : dockerHosts(around);
  if (kind === undefined && docker.some(({ origin }) => origin !== undefined)) {
    return docker;
  }
  return [...docker, ...(kind === 'docker' ? [] : podmanHosts(around))];
}

function dockerHosts(around: Surroundings): readonly EngineHost[] {
  const { env } = around;
  if (env.DOCKER_HOST) {
    return [parseHost('docker', env.DOCKER_HOST, 'DOCKER_HOST', environmentTls(around))];
  }
  const configDirectory = env.DOCKER_CONFIG || path.join(around.home, '.docker');
  const context = env.DOCKER_CONTEXT || currentContext(configDirectory);
  if (context !== undefined && context !== '' && context !== 'default') {
    return [contextHost(context, configDirectory)];
  }
  return usualPlaces('docker', around);
}

function podmanHosts(around: Surroundings): readonly EngineHost[] {
  const named = around.env.CONTAINER_HOST;
  return named ? [parseHost('podman', named, 'CONTAINER_HOST', undefined)] : usualPlaces('podman', around);
}

function usualPlaces(kind: EngineKind, { env, home, platform, uid }: Surroundings): readonly EngineHost[] {
  if (platform === 'win32') {
    const pipe = kind === 'docker' ? 'docker_engine' : 'podman-machine-default';
    return [parseHost(kind, `npipe:////./pipe/${pipe}`, undefined, undefined)];
  }
  const runtime = env.XDG_RUNTIME_DIR || (uid === undefined ? undefined : `/run/user/${uid}`);
  const sockets =
    kind === 'docker'
      ? ['/var/run/docker.sock', runtime && `${runtime}/docker.sock`, `${home}/.docker/run/docker.sock`, `${home}/.docker/desktop/docker.sock`]
      : [
          runtime && `${runtime}/podman/podman.sock`,
          '/run/podman/podman.sock',
          platform === 'darwin' && `${home}/.local/share/containers/podman/machine/podman.sock`,
        ];
  return sockets.flatMap((socketPath) => (socketPath ? [{ kind, address: `unix://${socketPath}`, connection: { socketPath } }] : []));
}

/** `unix:///path`, `npipe:////./pipe/name`, `tcp://host:port`, `https://host:port`, or the path of a socket. */
export function parseHost(kind: EngineKind, address: string, origin: string | undefined, tls: TlsFiles | undefined): EngineHost {
  const from = origin === undefined ? {} : { origin };
  const [, scheme, rest = ''] = /^([a-z]+):\/\/(.*)$/.exec(address) ?? [];
  if (scheme === undefined && path.isAbsolute(address)) {
    return { kind, address: `unix://${address}`, ...from, connection: { socketPath: address } };
  }
  if (scheme === 'unix' && rest !== '') {
    return { kind, address, ...from, connection: { socketPath: rest } };
  }
  if (scheme === 'npipe' && rest !== '') {
    return { kind, address, ...from, connection: { socketPath: rest.replace(/\//g, '\\') } };
  }
  if (scheme === 'tcp' || scheme === 'http' || scheme === 'https') {
    const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:/[\]]+))(?::(\d{1,5}))?\/?$/.exec(rest) ?? [];
    const host = bracketed ?? plain;
    if (host !== undefined) {
      const encrypted = scheme === 'https' ? (tls ?? { verify: true }) : scheme === 'tcp' ? tls : undefined;
      const connection = { host, port: port === undefined ? (encrypted === undefined ? 2375 : 2376) : Number(port), ...(encrypted === undefined ? {} : { tls: encrypted }) };
      return { kind, address, ...from, connection };
    }
  }
  throw new ScanError(
    `The engine's address "${address}"${origin === undefined ? '' : ` (from ${origin})`} cannot be used${scheme === 'ssh' ? ': connections over ssh are not supported' : ''}.`,
    scheme === 'ssh'
      ? 'Forward the socket ("ssh -L /tmp/docker.sock:/var/run/docker.sock HOST") and use unix:///tmp/docker.sock.'
      : 'Use unix:///path/to/docker.sock or tcp://host:port.',
  );
}

/** The certificates that DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH ask for. */
function environmentTls({ env, home }: Surroundings): TlsFiles | undefined {
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) {
    return undefined;
  }
  const directory = env.DOCKER_CERT_PATH || env.DOCKER_CONFIG || path.join(home, '.docker');
  return { ...readCertificates(directory), verify: Boolean(env.DOCKER_TLS_VERIFY) };
}

/** Any of the three may be absent: then the system's authorities count, or no client certificate is shown. */
function readCertificates(directory: string): Pick<TlsFiles, 'ca' | 'cert' | 'key'> {
  const files: { ca?: Buffer; cert?: Buffer; key?: Buffer } = {};
  for (const name of ['ca', 'cert', 'key'] as const) {
    const file = path.join(directory, `${name}.pem`);
    try {
      files[name] = fs.readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw new ScanError(`The certificate file ${file} cannot be read: ${messageOf(error)}`, 'Check its permissions, or DOCKER_CERT_PATH.', { cause: error });
      }
    }
  }
  return files;
}

function readJson(file: string): unknown {
  try {
    return parseJson(fs.readFileSync(file));
  } catch {
    return undefined;
  }
}

function currentContext(configDirectory: string): string | undefined {
  return asString(asObject(readJson(path.join(configDirectory, 'config.json')))?.currentContext);
}

/** A context's files are in directories named by the hash of its name. */
function contextHost(context: string, configDirectory: string): EngineHost {
  const directory = createHash('sha256').update(context).digest('hex');
  const file = path.join(configDirectory, 'contexts', 'meta', directory, 'meta.json');
  const endpoint = asObject(asObject(asObject(readJson(file))?.Endpoints)?.docker);
  const address = asString(endpoint?.Host);
  if (address === undefined) {
    throw new ScanError(`The Docker context "${context}" has no readable description (${file}).`, 'Choose another with "docker context use", or set DOCKER_HOST.');
  }
  const certificates = readCertificates(path.join(configDirectory, 'contexts', 'tls', directory, 'docker'));
  const hasTls = Object.keys(certificates).length > 0;
  return parseHost('docker', address, `context ${context}`, hasTls ? { ...certificates, verify: endpoint?.SkipTLSVerify !== true } : undefined);
}
