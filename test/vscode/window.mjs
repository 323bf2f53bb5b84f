/** A real VS Code: its server in a process of its own, its workbench in headless Chromium. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ensureDebianPackages } from '../../scripts/setup/debian.mjs';
import { ensureDirectory, outDirectory, poll, run, which } from '../../scripts/setup/machine.mjs';
import { ensureVSCodeServer, prepareServer } from '../../scripts/setup/vscode-server.mjs';
import { findDesktop } from './desktop.mjs';

/** The same as the browser's. */
const desktopVersion = '1.100.3';

/** Makes sure of some VS Code: `{desktop}`, or what `ensureBrowserVSCode` returns. Throws `Missing` where neither can be had. */
export async function ensureVSCode() {
  const desktop = await findDesktop(desktopVersion);
  return desktop ? { desktop } : ensureBrowserVSCode();
}

/** Makes sure of VS Code's server and of Chromium, which needs fonts to show text in screenshots: `{serverMain, chromium}`. Throws `Missing`. */
export async function ensureBrowserVSCode() {
  const serverMain = await ensureVSCodeServer();
  await ensureDebianPackages({ chromium: 'chromium' }, { '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf': 'fonts-dejavu-core' });
  return { serverMain, chromium: which('chromium') };
}

/**
 * Starts a server of its own, with settings of its own and no extensions but those built in and `vsix`.
 * Returns `{port, url(folder, payload), stop()}`. `env` reaches the extension host.
 */
export async function startServer({ serverMain }, { name, settings = {}, env = {}, vsix }) {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), 'plimsoll-vscode-'));
  const port = await freePort();
  const command = prepareServer(serverMain, { port, dataDirectory, settings });
  if (vsix) {
    await installExtension({ serverMain }, dataDirectory, vsix);
  }
  const server = spawn(process.execPath, command.args, { env: { ...command.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(path.join(ensureDirectory(path.join(outDirectory, 'logs')), `vscode-server-${name}.log`));
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  let exited;
  server.on('exit', (code, signal) => (exited = `VS Code's server ended with ${signal ?? code}; see ${log.path}`));
  const killAtExit = () => server.kill('SIGKILL');
  process.on('exit', killAtExit);
  const stop = async () => {
    process.off('exit', killAtExit);
    server.kill('SIGTERM');
    await poll("VS Code's server stops", () => exited, { deadlineMs: 5_000 }).catch(() => server.kill('SIGKILL'));
    rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await poll("VS Code's server answers", () => answers(port), { failed: () => exited });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    dataDirectory,
    /** Address of a window on a folder. `payload`: [[name, value]] of VS Code's own parameters. */
    url: (folder, payload = []) => `http://127.0.0.1:${port}/?folder=${encodeURI(folder)}${payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : ''}`,
    /** How VS Code names a path of this machine in a payload. */
    remote: (file) => `vscode-remote://127.0.0.1:${port}${file}`,
    stop,
  };
}

export function installExtension({ serverMain }, dataDirectory, vsix) {
  return run(process.execPath, [serverMain, '--accept-server-license-terms', '--server-data-dir', dataDirectory, '--install-extension', vsix]);
}

async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/version`)).ok;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Headless Chromium that reaches this machine and nothing else. */
export function launchBrowser(executablePath) {
  return chromium.launch({
    executablePath,
    // The sandbox needs a user namespace or a user who is not root; the pages are ours.
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--font-render-hinting=none'],
  });
}
