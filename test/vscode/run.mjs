/** The tests inside VS Code's extension host: which suites run in which window. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Missing, root } from '../../scripts/setup/machine.mjs';
import { bundleSuites, runInExtensionHost } from './extension-host.mjs';
import { importAdvisories } from './advisories.mjs';
import { ensureVSCode } from './window.mjs';

const workspace = path.join(root, 'test', 'vscode', 'workspace');
const trusted = { 'security.workspace.trust.enabled': false };
const restricted = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };

/**
 * Runs every suite, each window on its own. `engine` promises a Docker engine with the fixture's images (see scripts/testing/suites.mjs); where it
 * can't be had, the scan is skipped. Returns what each window counted.
 */
export async function runVSCodeTests(engine) {
  const vscode = await ensureVSCode();
  await bundleSuites();
  return [
    await runInExtensionHost(vscode, { name: 'editing', suites: ['squiggles', 'fixes'], workspace, settings: trusted }),
    await runInExtensionHost(vscode, { name: 'restricted', suites: ['restricted'], workspace, settings: restricted, env: { DOCKER_HOST: `unix://${path.join(tmpdir(), `plimsoll-engine-${process.pid}.sock`)}` } }),
    await runScan(vscode, engine),
  ];
}

async function runScan(vscode, engine) {
  const storage = mkdtempSync(path.join(tmpdir(), 'plimsoll-advisories-'));
  try {
    const { context, environment } = await engine();
    await importAdvisories(storage);
    return await runInExtensionHost(vscode, {
      name: 'scan', suites: ['scan'], workspace: context, env: environment, settings: { ...trusted, 'plimsoll.advisories.directory': storage },
    });
  } catch (error) {
    if (error instanceof Missing) {
      return { passed: 0, failed: 0, skipped: [{ title: 'the scan command in VS Code', reason: error.message }] };
    }
    throw error;
  } finally {
    rmSync(storage, { recursive: true, force: true });
  }
}
