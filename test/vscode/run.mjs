/** The real VS Code tests: mocha inside the extension host, and clicking in the workbench. */
import path from 'node:path';
import { root } from '../../scripts/setup/machine.mjs';
import { bundleSuites, runInExtensionHost } from './extension-host.mjs';
import { ensureVSCode } from './window.mjs';

const trusted = { 'security.workspace.trust.enabled': false };
const restricted = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };

/** One window each. `suites` are files of suite/. */
const windows = [
  { name: 'editing', suites: ['squiggles', 'fixes'], settings: trusted },
  { name: 'restricted', suites: ['restricted'], settings: restricted },
  { name: 'scan', suites: ['scan'], settings: trusted, needsEngine: true },
];

export async function runVSCodeTests() {
  const vscode = await ensureVSCode();
  await bundleSuites();
  const results = [];
  for (const window of windows) {
    results.push(await runInExtensionHost(vscode, { ...window, workspace: path.join(root, 'test', 'vscode', 'workspace') }));
  }
  return results;
}
