import type { Transform } from 'node:stream';
import { CancelledError, codeOf, DamagedError, messageOf } from '../errors';
import type { Sink } from './sink';

/**
 * A sink that runs its bytes through a stream of node:zlib into `target`, holding back on both sides: a write is done when the stream has
 * taken the bytes in, and the stream pauses while the target is busy.
 */
export class TransformSink implements Sink {
  private failure: Error | undefined;
  private readonly finished: Promise<void>;
  /** Settles the write under way: a stream of zlib that fails does not call back. */
  private rejectWrite: ((error: Error) => void) | undefined;

  /** `endsTarget`: whether the end of this stream is also the end of what the target gets. */
  constructor(
    private readonly stream: Transform,
    private readonly target: Sink,
    private readonly format: string,
    private readonly endsTarget: boolean,
  ) {
    stream.on('data', (chunk: Buffer) => {
      try {
        const wait = target.write(chunk);
        if (wait !== undefined) {
          stream.pause();
          wait.then(
            () => stream.resume(),
            (error: Error) => stream.destroy(error),
          );
        }
      } catch (error) {
        stream.destroy(error as Error);
      }
    });
    this.finished = new Promise((resolve, reject) => {
      stream.once('end', resolve);
      stream.once('error', (error) => {
        this.fail(error, reject);
      });
      stream.once('close', () => {
        // After an end or an error this says nothing new.
        this.fail(new CancelledError(), reject);
      });
    });
    // A failure is reported by the write or end that is under way; nobody may be waiting for this promise.
    this.finished.catch(() => undefined);
  }

  write(chunk: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      this.rejectWrite = reject;
      this.stream.write(chunk, (error) => {
        this.rejectWrite = undefined;
        // A stream that was destroyed by its target calls back without an error, or with one that hides the cause.
        const cause = this.stream.errored ?? error;
        if (cause) {
          reject(this.explain(cause));
        } else {
          resolve();
        }
      });
    });
  }

  async end(): Promise<void> {
    this.stream.end();
    await this.finished;
    if (this.endsTarget) {
      await this.target.end();
    }
  }

  destroy(): void {
    this.stream.destroy();
    this.target.destroy();
  }

  private fail(error: Error, reject: (error: Error) => void): void {
    this.failure = this.explain(error);
    reject(this.failure);
    this.rejectWrite?.(this.failure);
  }

  private explain(error: Error): Error {
    if (this.failure !== undefined) {
      return this.failure;
    }
    const code = codeOf(error);
    if (code === 'Z_BUF_ERROR') {
      return new DamagedError(`the ${this.format} stream ends too early`, { cause: error });
    }
    if (code !== undefined && /^(Z_|ZSTD_)/.test(code)) {
      return new DamagedError(`the ${this.format} stream is damaged: ${messageOf(error)}`, { cause: error });
    }
    return error;
  }
}
