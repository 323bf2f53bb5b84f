/**
 * What every set-up script needs to know of the machine: where things are kept, which programs there are, and how to run them.
 * Plain Node without packages: this runs before `npm ci`.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Downloads and built fixtures that several checkouts share and that a later run need not make again. Set PLIMSOLL_TEST_CACHE to move it. */
export const cacheDirectory = process.env.PLIMSOLL_TEST_CACHE ?? path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'plimsoll-test');

/** Build output of the tests: bundles, reports, screenshots, logs. */
export const outDirectory = path.join(root, 'out');

/** Thrown where the machine lacks something and we may not install it. The message says what, and how to get it: the suite is skipped with it. */
export class Missing extends Error {}

export const isRoot = process.getuid?.() === 0;

/** ID and VERSION_CODENAME of /etc/os-release, or undefined off Linux. */
export function osRelease() {
  if (!existsSync('/etc/os-release')) {
    return undefined;
  }
  const fields = Object.fromEntries(
    readFileSync('/etc/os-release', 'utf8')
      .split('\n')
      .map((line) => /^(\w+)="?(.*?)"?$/.exec(line))
      .filter((match) => match !== null)
      .map((match) => [match[1], match[2]]),
  );
  return { id: fields.ID ?? '', codename: fields.VERSION_CODENAME ?? '', name: fields.PRETTY_NAME ?? fields.ID ?? '' };
}

/** Full path of a program, or undefined. Looks into the sbin directories too: a user's PATH often lacks them. */
export function which(program) {
  const directories = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  const names = process.platform === 'win32' ? [`${program}.cmd`, `${program}.exe`, program] : [program];
  for (const directory of directories.filter(Boolean)) {
    for (const name of names) {
      const candidate = path.join(directory, name);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // Not here; look on.
      }
    }
  }
  return undefined;
}

/**
 * Runs a program to its end and returns its standard output. No shell, no standard input.
 * With `inherit`, both streams go to the terminal instead. Throws an error that ends with the program's last words.
 */
export async function run(program, args, { cwd = root, env = process.env, inherit = false, timeoutMs = 15 * 60_000 } = {}) {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', inherit ? 'inherit' : 'pipe', inherit ? 'inherit' : 'pipe'], shell: false });
  const stdout = [];
  const all = [];
  child.stdout?.on('data', (chunk) => {
    stdout.push(chunk);
    all.push(chunk);
  });
  child.stderr?.on('data', (chunk) => all.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const { code, signal } = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  }).finally(() => clearTimeout(timer));
  if (code !== 0) {
    const lastWords = Buffer.concat(all).toString('utf8').trim().split('\n').slice(-15).join('\n');
    throw new Error(`${[program, ...args].join(' ')} ended with ${signal ?? `exit status ${code}`}${lastWords ? `:\n${lastWords}` : ''}`);
  }
  return Buffer.concat(stdout).toString('utf8');
}


/** npm as the running Node came with it: found through npm's own variable, else on PATH. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? run(process.execPath, [script, ...args], options) : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/** Names a step on the terminal, and how long it took. Cheap steps stay silent. */
export async function step(title, work) {
  const start = performance.now();
  try {
    return await work();
  } finally {
    const seconds = (performance.now() - start) / 1000;
    if (seconds > 1) {
      console.log(`  ${title} (${seconds.toFixed(1)} s)`);
    }
  }
}

/** Asks `probe` again and again until it answers something truthy. Throws after the deadline with what was waited for. */
export async function poll(what, probe, { deadlineMs = 30_000, everyMs = 100, failed = () => undefined } = {}) {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await probe();
    if (answer) {
      return answer;
    }
    const failure = failed();
    if (failure) {
      throw new Error(`${what}: ${failure}`);
    }
    if (Date.now() > end) {
      throw new Error(`${what}: no sign of it after ${deadlineMs / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

export function ensureDirectory(directory) {
  mkdirSync(directory, { recursive: true });
  return directory;
}
