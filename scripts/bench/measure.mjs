/** Running a program as a user would, and what it took: time from the outside, peak memory from within. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const peakMemory = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));

/** Runs a Node script to its end: `{ms, bytes, status, stdout}`. `bytes` is the largest resident set of the process with its threads. */
export async function runNode(script, args, { env = {} } = {}) {
  const directory = mkdtempSync(path.join(tmpdir(), 'plimsoll-bench-'));
  const report = path.join(directory, 'peak');
  try {
    const start = performance.now();
    const child = spawn(process.execPath, ['--require', peakMemory, script, ...args], {
      env: { ...process.env, ...env, PLIMSOLL_PEAK_MEMORY: report }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    const errors = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => errors.push(chunk));
    const status = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const ms = performance.now() - start;
    if (status !== 0 && status !== 1) {
      throw new Error(`${path.basename(script)} ${args.join(' ')} ended with ${status}: ${Buffer.concat(errors)}`);
    }
    return { ms, status, bytes: Number(readFileSync(report, 'utf8')), stdout: Buffer.concat(output).toString('utf8') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Largest resident set of a running process so far, in bytes; undefined where there is no /proc. */
export function peakOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
  } catch {
    return undefined;
  }
}

/** Repeats a measurement; the first run, which fills the disk cache, is not counted. */
export async function repeat(times, measure) {
  await measure();
  const results = [];
  for (let index = 0; index < times; index++) {
    results.push(await measure());
  }
  return results;
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** One line: name, then smallest, median and largest. */
export function line(name, values, unit, digits = 0) {
  const show = (value) => `${value.toFixed(digits)} ${unit}`;
  return `${name.padEnd(58)} min ${show(Math.min(...values)).padStart(11)}   median ${show(percentile(values, 0.5)).padStart(11)}   max ${show(Math.max(...values)).padStart(11)}`;
}

export const megabytes = (bytes) => bytes / (1024 * 1024);
