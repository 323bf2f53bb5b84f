/**
 * Shows what Plimsoll does, from a fresh clone: lints and scans examples/ in the terminal, then opens VS Code on it where there is one.
 *
 *   npm start
 *   npm start -- --browser [--port N]   serves VS Code in the browser instead, until stopped
 */
import { spawn } from 'node:child_process';
import { openSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDirectory, Missing, outDirectory, poll, root, which } from './setup/machine.mjs';
import { ensurePackages } from './setup/packages.mjs';

const { values } = parseArgs({ options: { browser: { type: 'boolean', default: false }, port: { type: 'string', default: '8090' } } });
const examples = path.join(root, 'examples');
const advisories = path.join(outDirectory, 'example-advisories');

console.log('Setting up …');
await ensurePackages();
const { build } = await import('./build.mjs');
await build();
const { buildImage } = await import(path.join(examples, 'build-image.mjs'));
const image = await buildImage();

await plimsoll('lint', 'examples');
rmSync(advisories, { recursive: true, force: true });
await plimsoll('db', 'import', 'examples/advisories.ndjson', '--advisories', relative(advisories));
await plimsoll('scan', relative(image), '--dockerfile', 'examples/Dockerfile', '--advisories', relative(advisories), '--offline');

if (values.browser) {
  await serve(Number(values.port));
} else if (which('code')) {
  openDesktop();
} else {
  console.log('\nThere is no VS Code on this machine ("code" is not on PATH). To see the same in an editor, served to your browser:\n\n  npm start -- --browser\n');
}

function relative(file) {
  return path.relative(root, file);
}

/** Runs the command line as a user would, and shows the command. Findings are what we want to see: only bad usage is a failure. */
async function plimsoll(...args) {
  console.log(`\n$ plimsoll ${args.join(' ')}`);
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0 && code !== 1) {
    throw new Error(`plimsoll ${args[0]} ended with exit status ${code}`);
  }
}

/** Opens the user's VS Code with the extension loaded from this checkout, and settings of its own, so that the user's stay as they are. */
function openDesktop() {
  const userData = path.join(outDirectory, 'vscode-user-data');
  writeFileSync(path.join(ensureDirectory(path.join(userData, 'User')), 'settings.json'), JSON.stringify(exampleSettings(), undefined, 2));
  const args = [`--extensionDevelopmentPath=${root}`, `--user-data-dir=${userData}`, examples, '--goto', path.join(examples, 'Dockerfile')];
  console.log('\nOpening examples/ in VS Code …');
  spawn(which('code'), args, { stdio: 'ignore', detached: true, shell: process.platform === 'win32' }).unref();
}

function exampleSettings() {
  return { 'plimsoll.advisories.directory': advisories, 'security.workspace.trust.enabled': false, 'workbench.startupEditor': 'none' };
}

/** Serves VS Code in the browser until it is stopped. */
async function serve(port) {
  const { ensureVSCodeServer, prepareServer } = await import('./setup/vscode-server.mjs');
  let serverMain;
  try {
    serverMain = await ensureVSCodeServer();
  } catch (error) {
    if (!(error instanceof Missing)) {
      throw error;
    }
    console.error(`\nVS Code can't be served here: ${error.message}`);
    process.exitCode = 1;
    return;
  }
  const { args, env } = prepareServer(serverMain, { port, dataDirectory: path.join(outDirectory, 'vscode-server-data'), settings: exampleSettings() });
  const log = openSync(path.join(outDirectory, 'vscode-server.log'), 'w');
  const server = spawn(process.execPath, args, { env, stdio: ['ignore', log, log] });
  let exited;
  server.on('exit', (code, signal) => (exited = `it ended with ${signal ?? `exit status ${code}`}`));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => server.kill('SIGTERM'));
  }
  const origin = `127.0.0.1:${port}`;
  await poll("VS Code's server answers", () => fetch(`http://${origin}/version`).then((response) => response.ok, () => false), { failed: () => exited });
  const payload = [['extensionDevelopmentPath', `vscode-remote://${origin}${root}`], ['openFile', `vscode-remote://${origin}${path.join(examples, 'Dockerfile')}`]];
  console.log(`\nVS Code with Plimsoll in it is served at\n\n  http://${origin}/?folder=${encodeURI(examples)}&payload=${encodeURIComponent(JSON.stringify(payload))}\n\nStop it with Ctrl+C.`);
  await new Promise((resolve) => server.on('exit', resolve));
}
