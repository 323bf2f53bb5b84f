/**
 * Real VS Code for machines on which its own download does not work: the npm package code-server holds VS Code's server, which serves the workbench
 * to a browser and runs extensions in a Node extension host as the desktop does.
 */
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { cacheDirectory, ensureDirectory, npm, run, step, which } from './machine.mjs';

/** VS Code 1.100.3. The integrity is the registry's, pinned: what runs as root in CI should be what was looked at. */
const release = {
  name: 'code-server',
  version: '4.100.3',
  integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
};

/** Makes sure of VS Code's server and returns the path of its `server-main.js`. Throws `Missing` where the machine lacks a program. */
export async function ensureVSCodeServer() {
  await ensureDebianPackages({ rg: 'ripgrep', tar: 'tar' });
  const home = path.join(cacheDirectory, `${release.name}-${release.version}`);
  const main = path.join(home, 'lib', 'vscode', 'out', 'server-main.js');
  if (!existsSync(main)) {
    await step(`VS Code's server installed (${release.name} ${release.version})`, () => install(home));
  }
  return main;
}

async function install(home) {
  // Made beside its place and moved there at the end, so that a run that was stopped half way leaves nothing that looks finished.
  const temporary = `${home}.${process.pid}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  ensureDirectory(temporary);
  try {
    const [packed] = JSON.parse(await npm(['pack', `${release.name}@${release.version}`, '--json', '--pack-destination', temporary], { cwd: temporary }));
    if (packed.integrity !== release.integrity) {
      throw new Error(`${release.name}@${release.version} has the integrity ${packed.integrity}, expected ${release.integrity}`);
    }
    const archive = path.join(temporary, packed.filename);
    await run('tar', ['-xzf', archive, '--strip-components=1', '-C', temporary]);
    rmSync(archive);
    const vscode = path.join(temporary, 'lib', 'vscode');
    await npm(['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], { cwd: vscode });
    await buildNatives(vscode);
    linkRipgrep(vscode);
    rmSync(home, { recursive: true, force: true });
    renameSync(temporary, home);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Without these VS Code runs all the same, but keeps no logs (spdlog), so that "Show Log" would be empty. */
async function buildNatives(vscode) {
  await ensureDebianPackages({ 'g++': 'g++', make: 'make', python3: 'python3' });
  // node-gyp would download Node's headers; the running Node's own are beside it in every usual installation.
  const prefix = path.dirname(path.dirname(process.execPath));
  const headers = existsSync(path.join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
  await npm(['rebuild', '@parcel/watcher', '@vscode/spdlog', 'native-watchdog'], { cwd: vscode, env: { ...process.env, ...headers } });
}

/** The package's own script downloads ripgrep; Debian's does as well. */
function linkRipgrep(vscode) {
  const bin = path.join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(which('rg'), path.join(bin, 'rg'));
}

/**
 * Arguments and settings of a server of its own that keeps everything in `dataDirectory` and asks nothing of the network.
 * `settings` are the user's settings.json.
 */
export function prepareServer(serverMain, { port, dataDirectory, settings }) {
  // Settings of application scope, workspace trust among them, are read from the user's file only; machine scope from the machine's.
  for (const scope of ['User', 'Machine']) {
    const directory = ensureDirectory(path.join(dataDirectory, 'data', scope));
    writeFileSync(path.join(directory, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  }
  return {
    args: [
      serverMain, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms',
      '--server-data-dir', dataDirectory, '--telemetry-level', 'off',
    ],
    env: { ...process.env, EXTENSIONS_GALLERY: '{}' },
  };
}

/** Nothing that pops up, phones home or changes by itself. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
};
