/** Docker's HTTP API over a socket, as much of it as a scan needs: JSON answers and one stream. Podman speaks the same. */
import type * as http from 'node:http';
import { CancelledError, codeOf, isScanError, messageOf, ScanError, throwIfCancelled } from '../../errors';
import type { Limits } from '../../limits';
import { asObject, asString, parseJson } from '../documents';
import type { EngineHost } from './hosts';

/** The engine is not there, or does not answer; another place may be tried. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(
    readonly host: EngineHost,
    /** Why, without the address. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${host.address}: ${reason}`, options);
  }
}

export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** Most bytes of a JSON answer; a list of ten thousand images has about 10 MB. */
const answerBytes = 64 * 1024 * 1024;

export class EngineClient {
  constructor(
    readonly host: EngineHost,
    private readonly limits: Pick<Limits, 'engineAnswer' | 'engineStall'>,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** What messages call the engine. */
  get label(): string {
    return `the ${this.host.kind === 'docker' ? 'Docker' : 'Podman'} engine at ${this.host.address}`;
  }

  /** @throws UnreachableError, NotFoundError, or ScanError for any other refusal. */
  async json(path: string): Promise<unknown> {
    const response = await this.request(path, this.limits.engineAnswer);
    const body = await this.collect(response, this.limits.engineAnswer);
    if (response.statusCode !== 200) {
      throw this.refusal(response.statusCode ?? 0, body, path);
    }
    const value = parseJson(body);
    if (value === undefined) {
      throw new ScanError(`The answer of ${this.label} to ${path} is no JSON.`, 'Check that a container engine listens there.');
    }
    return value;
  }

  /** The bytes of an answer as they come; ends with a ScanError where they stop coming. */
  async stream(path: string): Promise<AsyncIterable<Buffer>> {
    const response = await this.request(path, this.limits.engineStall);
    if (response.statusCode !== 200) {
      throw this.refusal(response.statusCode ?? 0, await this.collect(response, this.limits.engineAnswer), path);
    }
    return this.watched(response, this.limits.engineStall);
  }

  private async request(path: string, patience: number): Promise<http.IncomingMessage> {
    throwIfCancelled(this.signal);
    const { connection } = this.host;
    const secure = 'tls' in connection ? connection.tls : undefined;
    // Loaded on first use: a scan of a file needs no network code.
    const { request } = secure === undefined ? await import('node:http') : await import('node:https');
    const target =
      'socketPath' in connection
        ? { socketPath: connection.socketPath }
        : { host: connection.host, port: connection.port, ...(secure === undefined ? {} : { ca: secure.ca, cert: secure.cert, key: secure.key, rejectUnauthorized: secure.verify }) };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => call.destroy(new UnreachableError(this.host, `no answer within ${seconds(patience)}`)), patience);
      // No agent: a kept connection would keep the process alive. The Host header has no meaning on a socket, but must be there.
      const call = request({ ...target, path, method: 'GET', agent: false, headers: { Host: 'host' in connection ? connection.host : 'localhost', Accept: 'application/json, application/x-tar' }, signal: this.signal });
      call.once('response', (response) => {
        clearTimeout(timer);
        resolve(response);
      });
      call.on('error', (error) => {
        clearTimeout(timer);
        reject(this.explain(error));
      });
      call.end();
    });
  }

  private async collect(response: http.IncomingMessage, patience: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of this.watched(response, patience)) {
      length += part.length;
      if (length > answerBytes) {
        throw new ScanError(`The answer of ${this.label} has more than ${answerBytes} bytes.`, 'Check that a container engine listens there.');
      }
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  /**
   * Counts only the time in which we wait for the engine: a socket's own timeout would also run while we are busy with the last part and
   * hold the next ones back.
   */
  private async *watched(response: http.IncomingMessage, patience: number): AsyncGenerator<Buffer> {
    const parts = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const next = await this.within(parts.next(), patience);
        if (next.done === true) {
          break;
        }
        yield next.value;
      }
    } catch (error) {
      throw this.explain(error);
    } finally {
      response.destroy();
    }
    if (!response.complete) {
      throw new ScanError(`${capitalized(this.label)} ended its answer too early.`, 'Look into the log of the engine, then scan again.');
    }
  }

  private within<T>(promise: Promise<T>, patience: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new ScanError(`${capitalized(this.label)} has sent nothing for ${seconds(patience)}.`, 'Check that it runs ("docker info"), restart it if not, then scan again.')),
        patience,
      );
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  private explain(error: unknown): Error {
    if (this.signal?.aborted) {
      return isScanError(this.signal.reason) ? this.signal.reason : new CancelledError();
    }
    if (error instanceof UnreachableError || error instanceof ScanError) {
      return error;
    }
    const code = codeOf(error);
    const reason = code === undefined ? undefined : connectionProblems[code];
    if (reason !== undefined) {
      return new UnreachableError(this.host, reason, { cause: error });
    }
    if (code === 'ECONNRESET') {
      return new ScanError(`${capitalized(this.label)} closed the connection.`, 'Look into the log of the engine, then scan again.', { cause: error });
    }
    return new UnreachableError(this.host, messageOf(error), { cause: error });
  }

  private refusal(status: number, body: Buffer, path: string): Error {
    const message = asString(asObject(parseJson(body))?.message) ?? `status ${status}`;
    return status === 404 ? new NotFoundError(message) : new ScanError(`${capitalized(this.label)} refused ${path}: ${message}`, 'Look into the log of the engine.');
  }
}

const connectionProblems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket',
  ECONNREFUSED: 'nothing listens there',
  EACCES: 'no permission to use it (on Linux, Docker asks for membership in the group "docker")',
  EPERM: 'no permission to use it',
  ENOTFOUND: 'the host is unknown',
  ENOTSOCK: 'it is no socket',
  EHOSTUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'the host does not answer',
};

function seconds(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
