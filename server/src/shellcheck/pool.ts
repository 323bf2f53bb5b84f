/** Workers that run ShellCheck, started when there is something to do. */
import { Worker } from 'node:worker_threads';
import type { ShellcheckComment } from '../lint/shell/shellcheck';
import type { LintRequest, WorkerMessage, WorkerStart } from './messages';

export interface ProgramPlace {
  /** Bundle of main-shellcheck. */
  readonly worker: string | URL;
  /** Folder with shellcheck.wasm and shellcheck.js. */
  readonly directory: string;
}

/** ShellCheck runs, but not on this script. */
export class ScriptFailure extends Error {}

export interface Job {
  readonly request: LintRequest;
  /** Asked when its turn comes: nobody waits for it any more. */
  unwanted(): boolean;
  done(comments: readonly ShellcheckComment[]): void;
  /** A `ScriptFailure` where it is about this script alone. */
  failed(error: Error): void;
}

interface Waiting {
  readonly job: Job;
  attempts: number;
}

interface Running {
  readonly worker: Worker;
  /** The program has started in it: it may be given scripts. */
  ready: boolean;
  current?: Waiting;
  timer?: NodeJS.Timeout;
}

/** A script is tried once more in a new worker when its worker dies. */
const attemptsAllowed = 2;
/** A worker that holds more bytes than this, after an uncommonly large script, makes room for a new one. */
const largestMemory = 192 * 1024 * 1024;
/** Scripts that wait for each worker before another one is worth its start. */
const worthwhile = 4;

export class Pool {
  private readonly queue: Waiting[] = [];
  private readonly workers = new Set<Running>();
  private disposed = false;

  constructor(
    private readonly place: ProgramPlace,
    /** Most workers at a time. */
    private readonly size: number,
    /** Milliseconds that one script may take. */
    private readonly limit: number,
  ) {}

  add(job: Job): void {
    if (this.disposed) return job.failed(new Error('ShellCheck was stopped.'));
    this.queue.push({ job, attempts: 0 });
    this.next();
  }

  /** Starts a worker for scripts to come: that takes as long as ten of them. */
  prepare(): void {
    if (!this.disposed && this.workers.size === 0) this.start();
  }

  /** Ends the workers; jobs that are not done fail. */
  async dispose(): Promise<void> {
    this.disposed = true;
    const stopped = [...this.queue.splice(0), ...[...this.workers].flatMap(({ current }) => current ?? [])];
    for (const { job } of stopped) job.failed(new Error('ShellCheck was stopped.'));
    const workers = [...this.workers];
    this.workers.clear();
    await Promise.all(
      workers.map((running) => {
        running.current = undefined;
        clearTimeout(running.timer);
        return running.worker.terminate();
      }),
    );
  }

  private next(): void {
    while (this.queue.length > 0 && this.queue[0]!.job.unwanted()) this.queue.shift();
    for (const running of this.workers) {
      if (this.queue.length === 0) return;
      if (running.ready && !running.current) this.give(running, this.queue.shift()!);
    }
    if (this.workers.size < this.size && this.queue.length > this.workers.size * worthwhile) this.start();
  }

  private give(running: Running, waiting: Waiting): void {
    running.current = waiting;
    waiting.attempts++;
    running.worker.ref();
    running.timer = setTimeout(() => this.overdue(running), this.limit);
    running.worker.postMessage(waiting.job.request);
  }

  private start(): void {
    const workerData: WorkerStart = { directory: this.place.directory };
    // Options of our own process, an inspector or a profile, are none of the worker's.
    const running: Running = { worker: new Worker(this.place.worker, { workerData, execArgv: [] }), ready: false };
    this.workers.add(running);
    running.timer = setTimeout(() => this.died(running, `it did not start within ${this.limit / 1000} seconds`), this.limit);
    running.worker.on('message', (message: WorkerMessage) => {
      if ('ready' in message) this.started(running);
      else if ('unable' in message) this.died(running, message.unable);
      else this.answered(running, message);
    });
    running.worker.on('error', (error) => this.died(running, messageOf(error)));
    running.worker.on('exit', (status) => this.died(running, `its thread ended with status ${status}`));
  }

  /** Only now are scripts sent: a worker that dies of one may be gone before an earlier message of it arrives, and would seem never to have started. */
  private started(running: Running): void {
    running.ready = true;
    this.release(running);
    this.next();
  }

  /** Nothing can be done for any script. */
  private unable(reason: string): void {
    for (const { job } of this.queue.splice(0)) job.failed(new Error(`ShellCheck does not run: ${reason}`));
  }

  private answered(running: Running, answer: Extract<WorkerMessage, { comments: unknown } | { failure: unknown }>): void {
    if ('failure' in answer) return this.died(running, answer.failure);
    this.release(running)?.job.done(answer.comments);
    if (answer.memory > largestMemory) this.drop(running);
    this.next();
  }

  private overdue(running: Running): void {
    const waiting = this.release(running);
    this.drop(running);
    waiting?.job.failed(new ScriptFailure(`ShellCheck did not finish within ${this.limit / 1000} seconds.`));
    this.next();
  }

  /** Also where the program failed and its thread lives: what it holds in memory is not to be trusted then. */
  private died(running: Running, reason: string): void {
    if (!this.workers.has(running)) return;
    const waiting = this.release(running);
    this.drop(running);
    if (!running.ready) {
      this.unable(reason);
    } else if (waiting && waiting.attempts < attemptsAllowed) {
      this.queue.unshift(waiting);
    } else {
      waiting?.job.failed(new ScriptFailure(`ShellCheck failed, twice: ${reason}`));
    }
    this.next();
  }

  private release(running: Running): Waiting | undefined {
    const waiting = running.current;
    running.current = undefined;
    clearTimeout(running.timer);
    // An idle worker keeps no process alive.
    running.worker.unref();
    return waiting;
  }

  private drop(running: Running): void {
    if (this.workers.delete(running)) void running.worker.terminate();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
