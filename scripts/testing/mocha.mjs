/** Runs test files with mocha in a process of its own and returns what it counted. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { outDirectory, root } from '../setup/machine.mjs';

/** Every *.test.ts and *.test.mjs below the given folders of test/, sorted. */
export function testFiles(...folders) {
  return folders.flatMap((folder) => {
    const directory = path.join(root, 'test', folder);
    return existsSync(directory)
      ? readdirSync(directory, { recursive: true })
          .filter((name) => /\.test\.(ts|mjs)$/.test(name))
          .sort()
          .map((name) => path.join(directory, name))
      : [];
  });
}

/** `{passed, failed, skipped: [{title, reason}]}`. A run that ends without a report counts as one failure. */
export async function runMocha(name, files, { env = {}, timeoutMs = 20_000, list = false } = {}) {
  const output = path.join(outDirectory, 'reports', `${name}.json`);
  rmSync(output, { force: true });
  const args = [
    '--import=tsx', path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'), '--no-config', '--forbid-only', '--timeout', String(timeoutMs),
    '--reporter', path.join(root, 'scripts', 'testing', 'reporter.cjs'), '--reporter-option', `output=${output}`,
    ...(list ? ['--reporter-option', 'list=true'] : []), ...files,
  ];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  const exit = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
  if (!existsSync(output)) {
    console.log(`  mocha ended with ${exit} before it could report`);
    return { passed: 0, failed: 1, skipped: [] };
  }
  const result = JSON.parse(readFileSync(output, 'utf8'));
  // An error outside of every test, in a file that does not load for example, shows in the exit status only.
  return exit !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}
