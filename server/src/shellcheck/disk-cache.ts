/** Results of ShellCheck in one file, for processes that live for one run. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { keepFile } from '../files/kept';
import type { ShellcheckComment } from '../lint/shell/shellcheck';
import { programFiles } from './program';

/** Most results in the file; the oldest ones go first. */
const maximumEntries = 5000;
/** Larger files are not ours, or not worth the reading. */
const maximumBytes = 20_000_000;

type Stored = readonly [key: string, comments: readonly ShellcheckComment[]];

export class DiskCache {
  private readonly file: string;
  private readonly program: string;
  private entries: Map<string, readonly ShellcheckComment[]> | undefined;
  private readonly fresh = new Map<string, readonly ShellcheckComment[]>();

  /** Results of another ShellCheck than the one in `programDirectory` do not count. */
  constructor(directory: string, programDirectory: string) {
    this.file = path.join(directory, 'shellcheck.json');
    this.program = identity(programDirectory);
  }

  get isEmpty(): boolean {
    this.entries ??= this.load();
    return this.entries.size === 0;
  }

  get(key: string): readonly ShellcheckComment[] | undefined {
    this.entries ??= this.load();
    return this.entries.get(key);
  }

  set(key: string, comments: readonly ShellcheckComment[]): void {
    this.fresh.set(key, comments);
    if (this.fresh.size > maximumEntries) this.fresh.delete(this.fresh.keys().next().value!);
  }

  /** Adds what is new to what is in the file by now. A cache that cannot be written is no problem of the user's. */
  save(): Promise<void> {
    if (this.fresh.size === 0) return Promise.resolve();
    const entries = [...this.load(), ...this.fresh].slice(-maximumEntries);
    if (keepFile(this.file, JSON.stringify({ program: this.program, entries }))) this.fresh.clear();
    return Promise.resolve();
  }

  private load(): Map<string, readonly ShellcheckComment[]> {
    try {
      if (statSync(this.file).size > maximumBytes) return new Map();
      const { program, entries } = JSON.parse(readFileSync(this.file, 'utf8')) as { program?: unknown; entries?: unknown };
      return program === this.program && Array.isArray(entries) ? new Map(entries.filter(isStored)) : new Map();
    } catch {
      return new Map();
    }
  }
}

function isStored(entry: unknown): entry is Stored {
  return Array.isArray(entry) && typeof entry[0] === 'string' && Array.isArray(entry[1]) && entry[1].every(isComment);
}

function isComment(item: unknown): boolean {
  const { line, column, code, message, severity } = (item ?? {}) as Record<string, unknown>;
  return [line, column, code].every(Number.isInteger) && typeof message === 'string' && typeof severity === 'string';
}

function identity(directory: string): string {
  try {
    const { size, mtimeMs } = statSync(programFiles(directory).module);
    return `${size}-${mtimeMs}`;
  } catch {
    return '';
  }
}
