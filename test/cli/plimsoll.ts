/** Runs the command line as users do: the built one where it is newer than every source, or else from source. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Finding } from '../../server/src/lint/finding';
import type { LintSummary } from '../../server/src/report/lint-report';

const root = join(__dirname, '../..');
const built = join(root, 'dist/cli.js');

function newest(directory: string): number {
  return Math.max(0, ...readdirSync(directory, { withFileTypes: true }).map(entry => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
  }));
}

const program = existsSync(built) && statSync(built).mtimeMs > newest(join(root, 'server/src'))
  ? [built]
  : ['--import', pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href, join(root, 'server/src/main-cli.ts')];

/** ShellCheck runs in a worker that only a build makes. */
export const builtShellcheck = existsSync(join(root, 'dist/shellcheck-worker.js'));

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface LintOutput {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly findings: readonly Finding[]; readonly error?: string }[];
  readonly summary: LintSummary;
}

/** A directory of files, with a home of its own, in which commands are run. */
export class Workplace {
  readonly directory: string;
  private readonly top = mkdtempSync(join(tmpdir(), 'plimsoll-cli-'));

  constructor() {
    this.directory = join(this.top, 'work');
    mkdirSync(this.directory);
  }

  remove(): void {
    rmSync(this.top, { recursive: true, force: true });
  }

  path(...parts: readonly string[]): string {
    return join(this.directory, ...parts);
  }

  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      writeFileSync(this.path(path), content);
    }
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  setMode(path: string, mode: number): void {
    chmodSync(this.path(path), mode);
  }

  mode(path: string): number {
    return statSync(this.path(path)).mode & 0o7777;
  }

  run(args: readonly string[], more: { readonly input?: string; readonly keepsInputOpen?: boolean; readonly environment?: NodeJS.ProcessEnv } = {}): Promise<Run> {
    const child = this.start(args, more.environment);
    child.stdin.write(more.input ?? '');
    if (!more.keepsInputOpen) child.stdin.end();
    return outcome(child);
  }

  /** Closes the command's output after the first bit of it, as `head` does. */
  runUntilFirstOutput(args: readonly string[]): Promise<Run> {
    const child = this.start(args);
    child.stdout.once('data', () => child.stdout.destroy());
    return outcome(child);
  }

  private start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
    const home = join(this.top, 'home');
    const { PATH, SystemRoot } = process.env;
    return spawn(process.execPath, [...program, ...args], { cwd: this.directory, env: { PATH, SystemRoot, HOME: home, USERPROFILE: home, LOCALAPPDATA: home, ...environment } });
  }

  /** `lint --format json` without ShellCheck; the status is checked. */
  async lint(status: number, ...args: readonly string[]): Promise<LintOutput> {
    const run = await this.run(['lint', '--format', 'json', '--no-shellcheck', ...args]);
    assert.equal(run.status, status, run.err || run.out);
    return JSON.parse(run.out) as LintOutput;
  }
}

function outcome(child: ChildProcessWithoutNullStreams): Promise<Run> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', status => resolve({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

export function rulesIn({ files }: LintOutput, path: string): string[] {
  const file = files.find(each => each.path === path);
  assert.ok(file, `${path} is not among ${files.map(each => each.path).join(', ')}`);
  return file.findings.map(finding => finding.rule);
}
