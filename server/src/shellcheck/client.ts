/** ShellCheck as a service: scripts in, comments out; each distinct script is checked once. */
import { createHash } from 'node:crypto';
import type { ShellcheckComment, ShellcheckInput } from '../lint/shell/shellcheck';
import type { DiskCache } from './disk-cache';
import { Pool, type ProgramPlace, ScriptFailure } from './pool';

export interface ServiceOptions {
  /** Most workers at a time; 1 where it is not given. Each takes some 25 MB, and the program 100 MB once. */
  readonly workers?: number;
  /** Keeps results between processes. */
  readonly cache?: DiskCache;
  /** Milliseconds that one script may take. */
  readonly limit?: number;
  /** How many results are kept in memory. */
  readonly remembered?: number;
}

/** `problem` where ShellCheck failed on this script alone, a sentence. */
export interface ScriptResult {
  readonly comments: readonly ShellcheckComment[];
  readonly problem?: string;
}

interface Entry {
  readonly result: Promise<ScriptResult>;
  /** Callers that have not gone away. */
  wanted: number;
  settled: boolean;
}

export class ShellcheckService {
  /** By key, least recently used first. */
  private readonly entries = new Map<string, Entry>();
  private readonly pool: Pool;
  private readonly remembered: number;
  private readonly cache: DiskCache | undefined;

  constructor(place: ProgramPlace, { workers = 1, cache, limit = 20_000, remembered = 2000 }: ServiceOptions = {}) {
    this.pool = new Pool(place, workers, limit);
    this.cache = cache;
    this.remembered = remembered;
  }

  /**
   * Results in the order of the inputs. Fails with the signal's reason once it is aborted: scripts that nobody else waits for are then not begun. Fails where ShellCheck does not run at all.
   */
  async lint(inputs: readonly ShellcheckInput[], signal?: AbortSignal): Promise<readonly ScriptResult[]> {
    signal?.throwIfAborted();
    const entries = inputs.map((input) => this.entry(input));
    const leave = (): void => {
      for (const entry of entries) entry.wanted--;
    };
    const results = Promise.all(entries.map((entry) => entry.result));
    if (!signal) return results.finally(leave);
    return new Promise((resolve, reject) => {
      const aborted = (): void => {
        leave();
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', aborted, { once: true });
      results.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', aborted);
        if (!signal.aborted) leave();
      });
    });
  }

  /** Starts a worker where scripts are to come and no results are kept. */
  prepare(): void {
    if (!this.cache || this.cache.isEmpty) this.pool.prepare();
  }

  /** Ends the workers and writes the cache. */
  async dispose(): Promise<void> {
    await this.pool.dispose();
    await this.cache?.save();
  }

  private entry(input: ShellcheckInput): Entry {
    const key = keyOf(input);
    const known = this.entries.get(key);
    if (!known) return this.begin(key, input);
    this.entries.delete(key);
    this.entries.set(key, known);
    known.wanted++;
    return known;
  }

  private begin(key: string, { text, shell, exclude }: ShellcheckInput): Entry {
    const stored = text === '' ? [] : this.cache?.get(key);
    let settle!: { resolve(result: ScriptResult): void; reject(error: Error): void };
    const entry: Entry = { result: new Promise((resolve, reject) => (settle = { resolve, reject })), wanted: 1, settled: stored !== undefined };
    this.entries.set(key, entry);
    if (stored) {
      settle.resolve({ comments: stored });
      this.trim();
      return entry;
    }
    // Whoever waits hears of a failure; without anybody it is none.
    entry.result.catch(() => undefined);
    this.pool.add({
      request: { text, options: { shell, exclude } },
      unwanted: () => {
        if (entry.wanted > 0) return false;
        this.entries.delete(key);
        return true;
      },
      done: (comments) => {
        entry.settled = true;
        this.cache?.set(key, comments);
        settle.resolve({ comments });
        this.trim();
      },
      failed: (error) => {
        // Another try, later, may do better.
        this.entries.delete(key);
        if (error instanceof ScriptFailure) settle.resolve({ comments: [], problem: error.message });
        else settle.reject(error);
      },
    });
    return entry;
  }

  private trim(): void {
    if (this.entries.size <= this.remembered) return;
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= this.remembered) return;
      if (entry.settled) this.entries.delete(key);
    }
  }
}

function keyOf({ text, shell, exclude }: ShellcheckInput): string {
  return createHash('sha256').update(`${shell}\n${exclude.join()}\n${text}`).digest('base64url');
}
