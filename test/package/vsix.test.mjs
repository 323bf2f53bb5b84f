import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { packageExtension } from '../../scripts/package.mjs';
import { Missing, root } from '../../scripts/setup/machine.mjs';
import { bundleSuites, runInExtensionHost } from '../vscode/extension-host.mjs';
import { ensureBrowserVSCode } from '../vscode/window.mjs';

/** All that may ship, and must. */
const contents = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/extension.js',
  'extension/dist/server.js',
  'extension/dist/server-main.js',
  'extension/dist/worker.js',
  'extension/dist/lazy-lsp-node-node-registries.js',
  'extension/dist/lazy-lsp-node-node-scanning.js',
  'extension/dist/lazy-scan-advisories-pinned.js',
  'extension/dist/lazy-scan-scan.js',
  'extension/dist/lazy-scan-signatures-keyless-index.js',
  'extension/dist/lazy-shellcheck-check.js',
  'extension/dist/shellcheck-worker.js',
  'extension/dist/browser-extension.js',
  'extension/dist/browser-server.js',
  'extension/dist/shellcheck/LICENSE',
  'extension/dist/shellcheck/NOTICE',
  'extension/dist/shellcheck/package.json',
  'extension/dist/shellcheck/shellcheck.js',
  'extension/dist/shellcheck/shellcheck.wasm',
  'extension/l10n/bundle.l10n.json',
  'extension/resources/icon.png',
  'extension/schemas/plimsoll.schema.json',
  'extension/syntaxes/dockerfile-shell.tmLanguage.json',
  'extension/syntaxes/ignore-comment.tmLanguage.json',
];

const maximumBytes = 6 * 1024 * 1024;

async function entries(file) {
  const zip = await promisify(yauzl.open)(file, { lazyEntries: true });
  const found = [];
  await new Promise((resolve, reject) => {
    zip.on('entry', (entry) => {
      found.push(entry.fileName);
      zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
  return found;
}

describe('VSIX', () => {
  let vsix;

  before('package', async () => {
    vsix = await packageExtension();
  });

  it('holds exactly what is listed here', async () => {
    assert.deepEqual((await entries(vsix)).sort(), [...contents].sort());
  });

  it('is smaller than 6 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size < maximumBytes, `${(size / 1024 / 1024).toFixed(1)} MB`);
  });

  it('installs into VS Code and works there', async function () {
    let vscode;
    try {
      vscode = await ensureBrowserVSCode();
    } catch (error) {
      if (error instanceof Missing) {
        this.runnable().skipReason = error.message;
        this.skip();
      }
      throw error;
    }
    await bundleSuites();
    const result = await runInExtensionHost(vscode, {
      name: 'installed', suites: ['installed'], workspace: path.join(root, 'test', 'vscode', 'workspace'), extension: path.join(root, 'test', 'vscode', 'empty-extension'),
      settings: { 'security.workspace.trust.enabled': false }, vsix,
    });
    assert.deepEqual(result, { passed: 2, failed: 0, skipped: [] });
  });
});
